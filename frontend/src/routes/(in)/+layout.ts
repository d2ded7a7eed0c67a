import { resumeEarly } from '#lib/session/early.ts';

/** Beside the words: nothing waits for it here. */
export function load() {
  resumeEarly();
}
