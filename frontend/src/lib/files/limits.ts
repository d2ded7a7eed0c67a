/** What may go with one message; the API says the same. Pure. */

export const MOST_BYTES = 25 * 1024 * 1024;
export const MOST_TOGETHER = 40 * 1024 * 1024;
export const MOST_FILES = 20;

/** The same as people read it: a little less, in the units that file sizes are shown in. */
export const SAID_BYTES = 25e6;
export const SAID_TOGETHER = 40e6;

export type Refusal = 'empty' | 'tooLarge' | 'tooMany' | 'tooMuch';

/** Why a file of `size` bytes cannot go with those that are there already; null: it can. */
export function refusal(size: number, others: readonly { size: number }[]): Refusal | null {
  if (size === 0) return 'empty';
  if (size > MOST_BYTES) return 'tooLarge';
  if (others.length >= MOST_FILES) return 'tooMany';
  const together = others.reduce((sum, other) => sum + other.size, size);
  return together > MOST_TOGETHER ? 'tooMuch' : null;
}
