/** How a webhook does, from what it says of itself and what was told to it lately. Pure. */
import type { Hook, HookMessage } from '../api.ts';

/** What can be told, in the API's order (docs/webhooks.md). */
export const EVENTS = [
  'ticket.opened',
  'ticket.changed',
  'message.added',
  'note.added',
  'promise.changed',
  'mail.failed'
] as const;

export type HookEvent = (typeof EVENTS)[number];

export type Health = 'off' | 'stopped' | 'quiet' | 'well' | 'waiting' | 'failing';

export interface Told {
  health: Health;
  /** Of so many messages … */
  of: number;
  /** … so many were not taken. */
  failed: number;
  last: string | null;
}

export function healthOf(hook: Hook, lately: readonly HookMessage[]): Told {
  const failed = lately.filter((one) => one.state === 'failed').length;
  const counts = { of: lately.length, failed, last: lately[0]?.created_at ?? null };
  if (hook.stopped) return { ...counts, health: 'stopped' };
  if (!hook.enabled) return { ...counts, health: 'off' };
  const newest = lately[0];
  if (!newest) return { ...counts, health: 'quiet' };
  const struggling = lately.some((one) => one.state === 'pending' && one.attempts.length > 0);
  if (newest.state === 'failed') return { ...counts, health: 'failing' };
  return { ...counts, health: struggling ? 'waiting' : 'well' };
}
