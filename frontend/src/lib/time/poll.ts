/** Asks again every now and then, only while somebody looks and the network is there. */

import { untrack } from 'svelte';

export interface Watch {
  document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  window: Pick<Window, 'addEventListener' | 'removeEventListener' | 'setTimeout' | 'clearTimeout'>;
}

/** Call `ask` every `every` ms, and at once when the page is looked at again. Returns how to stop. */
export function poll(
  ask: () => Promise<unknown>,
  every: number,
  { document: d, window: w }: Watch = globalThis
): () => void {
  let timer = 0;
  let stopped = false;
  let asking = false;

  async function turn() {
    w.clearTimeout(timer);
    if (stopped || asking) return;
    if (d.visibilityState === 'visible') {
      asking = true;
      await ask().catch(() => undefined); // whoever asks shows its own failure; the next turn tries again
      asking = false;
    }
    if (!stopped) timer = w.setTimeout(turn, every);
  }

  const seen = () => {
    if (d.visibilityState === 'visible') void turn();
  };

  timer = w.setTimeout(turn, every);
  d.addEventListener('visibilitychange', seen);
  w.addEventListener('online', seen);
  return () => {
    stopped = true;
    w.clearTimeout(timer);
    d.removeEventListener('visibilitychange', seen);
    w.removeEventListener('online', seen);
  };
}

/** For effects: ask now and again later. What `ask` looks at must not make the effect run again. */
export function keepFresh(ask: () => Promise<unknown>, every: number): () => void {
  untrack(() => void ask());
  return poll(ask, every);
}
