/** Asks after a pause in typing; what was asked before and has not come yet is called off. */

export interface Timers {
  setTimeout: (work: () => void, ms: number) => number;
  clearTimeout: (timer: number) => void;
}

export interface Asking<Q> {
  /** It stands like this now. null: there is nothing to ask about. */
  typed(question: Q | null): void;
  stop(): void;
}

export const PAUSE_MS = 450;

/** `key` tells whether two questions are the same; `told` hears of the newest answer only, null for none. */
export function asking<Q, A>(
  ask: (question: Q, signal: AbortSignal) => Promise<A>,
  told: (answer: A | null) => void,
  key: (question: Q) => string = (question) => JSON.stringify(question),
  timers: Timers = window
): Asking<Q> {
  let timer: number | undefined;
  let running: AbortController | null = null;
  let last = '';

  function stop() {
    if (timer !== undefined) timers.clearTimeout(timer);
    timer = undefined;
    running?.abort();
    running = null;
  }

  async function now(question: Q) {
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await ask(question, mine.signal);
      if (running === mine) told(answer);
    } catch {
      // Suggestions are a help, not a step: without them everything works as before.
      if (running === mine) last = '';
    }
  }

  return {
    typed(question) {
      const wanted = question === null ? '' : key(question);
      if (wanted === last) return;
      stop();
      last = wanted;
      if (question === null) return told(null);
      timer = timers.setTimeout(() => void now(question), PAUSE_MS);
    },
    stop
  };
}
