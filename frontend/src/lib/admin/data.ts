/** Administration over the app's own door. */
import { door } from '#lib/session/session.svelte.ts';
import { adminOver } from './api.ts';

export const admin = adminOver(door);

/** The lines of a text field that say something. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
