/** Whether the app itself is on this device, so that it opens without network (src/service-worker). */

type Workers = Pick<ServiceWorkerContainer, 'getRegistration' | 'ready'>;

/** undefined where a browser keeps no apps: in a private window, or without TLS. */
const ours = (): Workers | undefined => navigator.serviceWorker as Workers | undefined;

export type Kept = 'now' | 'soon' | 'never';

/** `never`: this browser keeps no apps, or none while it keeps nothing of this site. */
export async function isKept(workers: Pick<Workers, 'getRegistration'> | undefined = ours()): Promise<Kept> {
  if (!workers) return 'never';
  try {
    const registration = await workers.getRegistration();
    return registration?.active ? 'now' : 'soon';
  } catch {
    return 'never';
  }
}

/** Calls `then` once it is; never where it cannot be. */
export function whenKept(then: () => void, workers = ours()): void {
  void workers?.ready.then(then);
}
