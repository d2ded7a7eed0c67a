/** A notice was pressed: its ticket opens where the app is open already, else in a window of its own. */
import type { Opens } from './notices.ts';

/** As much of a browser's window as is needed. */
interface Place {
  readonly focused: boolean;
  readonly visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: { go: string }): void;
}

interface Places {
  matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Place[]>;
  openWindow(path: string): Promise<unknown>;
}

interface Pressed {
  readonly notification: { readonly data: unknown; close(): void };
  waitUntil(work: Promise<unknown>): void;
}

export function pressed(event: Pressed, places: Places): void {
  event.notification.close();
  const opens = event.notification.data as Partial<Opens> | null;
  if (opens?.path) event.waitUntil(show(opens.path, places));
}

async function show(path: string, places: Places): Promise<void> {
  const open = await places.matchAll({ type: 'window', includeUncontrolled: true });
  const one = open.find(({ focused }) => focused) ?? open.find(seen) ?? open[0];
  if (!one) return void (await places.openWindow(path));
  one.postMessage({ go: path });
  // A browser may refuse to bring a window forward; the ticket is there when somebody turns to it.
  await one.focus().catch(() => undefined);
}

const seen = ({ visibilityState }: Place) => visibilityState === 'visible';
