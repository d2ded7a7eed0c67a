/** Whether the app itself is on this device, so that it opens without network (src/service-worker). */

type Workers = Pick<ServiceWorkerContainer, 'getRegistration' | 'ready'>;

/** undefined where a browser keeps no apps: in a private window, or without TLS. */
const ours = (): Workers | undefined => navigator.serviceWorker as Workers | undefined;

export async function isKept(workers = ours()): Promise<boolean> {
  const registration = await workers?.getRegistration().catch(() => undefined);
  return registration?.active != null;
}

/** Calls `then` once it is; never where it cannot be. */
export function whenKept(then: () => void, workers = ours()): void {
  void workers?.ready.then(then);
}
