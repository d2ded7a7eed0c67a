/** Which changes of a ticket are worth telling its requester, and how. Pure. */
import type { ChangeEntry } from '#lib/api/types.ts';
import type { Key } from '#lib/i18n/catalogue.ts';

const DONE = new Set(['solved', 'closed']);

export function milestone(entry: ChangeEntry): Extract<Key, `portal.changed.${string}`> | null {
  if (entry.field !== 'state') return null;
  switch (entry.new) {
    case 'solved':
    case 'closed':
    case 'waiting-customer':
    case 'waiting-other':
      return `portal.changed.${entry.new}`;
    case 'open':
      return entry.old && DONE.has(entry.old) ? 'portal.changed.reopened' : 'portal.changed.open';
    default:
      return null;
  }
}
