/** Asks who is signed in while the page's files are still on their way. */
import type { Me } from '#lib/api/types.ts';
import { session } from './session.svelte.ts';

let begun: Promise<Me | null> | null = null;

/** Not where a mail's link stands in the address: that is read once the router has taken the address over. */
export function resumeEarly(): void {
  if (location.hash) return;
  begun ??= session.resume();
  begun.catch(() => undefined); // whoever awaits it is told
}

/** What was begun, or a new attempt. Raises Problem when the API cannot be reached. */
export function whoIsHere(): Promise<Me | null> {
  const first = begun ?? session.resume();
  begun = null;
  return first;
}
