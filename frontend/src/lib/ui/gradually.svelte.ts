/**
 * Drawn a few at a time, each lot in a task of its own: a long story does not keep the page from answering a press,
 * and on a slow phone even a short one would. To be made while a component is.
 */

const AT_ONCE = 2;

export interface Gradually {
  /** How many are to be drawn by now. */
  readonly count: number;
  /** All that were there at first: what stands below does not move any more, and what comes from now on is new. */
  readonly all: boolean;
}

/** `length`: how many there are, which may grow. */
export function gradually(length: () => number): Gradually {
  let count = $state(AT_ONCE);
  const all = $derived(count >= length());
  $effect(() => {
    if (length() === 0 || count === Infinity) return;
    if (all) {
      count = Infinity;
      return;
    }
    const timer = setTimeout(() => (count += AT_ONCE));
    return () => clearTimeout(timer);
  });
  return {
    get count() {
      return count;
    },
    get all() {
      return all;
    }
  };
}
