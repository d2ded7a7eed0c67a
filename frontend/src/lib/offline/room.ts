/** When the device is full: what was only read makes way for what was written; where that is not enough, it is said. */
import { Problem } from '#lib/api/problem.ts';
import type { Copies } from './copies.ts';
import { loadWords, o } from './words.svelte.ts';

export const FULL = 'device-full';

/** Halves of what was read that are given away, one after the other. */
const HALVES = 4;

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Keeps it after all. `error`: why it could not be. Raises Problem when there is no room, else what `keep` raises. */
export async function keptAfterAll(
  error: unknown,
  copies: Pick<Copies, 'halve'>,
  keep: () => Promise<void>
): Promise<void> {
  let why = error;
  for (let tries = 0; isFull(why) && tries < HALVES; tries++) {
    await copies.halve();
    try {
      return await keep();
    } catch (still) {
      why = still;
    }
  }
  if (!isFull(why)) throw why;
  await loadWords();
  throw new Problem({ status: 0, code: FULL, detail: o('full.text') });
}
