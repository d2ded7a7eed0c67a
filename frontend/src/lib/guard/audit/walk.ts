/** Looking for events page by page: the API gives them newest first, the reader says which are wanted. Pure. */
import type { AuditEvent, AuditPage } from '../api.ts';
import { kindOf, type Area } from './kinds.ts';

export interface Wanted {
  /** Part of a name, an address or a key. */
  who: string;
  area: Area | '';
  since: Date | null;
  until: Date | null;
}

export interface Found {
  items: AuditEvent[];
  /** Where to go on; null: all was looked at. */
  next: string | null;
  /** As far back as was looked. */
  back: string | null;
}

export type Ask = (cursor: string | null, limit: number) => Promise<AuditPage>;

const PAGE = 100;
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** An event's id is made a moment before or after its instant. */
const SLACK_MS = 60_000;

export function matches(event: AuditEvent, wanted: Wanted): boolean {
  const at = Date.parse(event.at);
  if (wanted.since && at < wanted.since.getTime()) return false;
  if (wanted.until && at > wanted.until.getTime()) return false;
  if (wanted.area && kindOf(event.what).area !== wanted.area) return false;
  const who = wanted.who.trim().toLowerCase();
  return !who || [event.by, event.name, event.key].some((one) => one.toLowerCase().includes(who));
}

/** Ids begin with their instant (ULID), so that an instant can be gone to at once. */
export function cursorAt(at: Date): string {
  let rest = at.getTime() + SLACK_MS;
  let text = '';
  for (let place = 0; place < 10; place += 1) {
    text = (DIGITS[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text + 'z'.repeat(16);
}

/** At least `most` events if there are so many, looking at `pages` pages at most. */
export async function look(
  ask: Ask,
  wanted: Wanted,
  from: string | null,
  { most = 50, pages = 10 } = {}
): Promise<Found> {
  const items: AuditEvent[] = [];
  let cursor = from ?? (wanted.until ? cursorAt(wanted.until) : null);
  let back: string | null = null;
  const plain = !wanted.who.trim() && !wanted.area && !wanted.since && !wanted.until;
  for (let page = 0; page < pages; page += 1) {
    const found = await ask(cursor, plain ? Math.min(most, PAGE) : PAGE);
    items.push(...found.items.filter((event) => matches(event, wanted)));
    back = found.items.at(-1)?.at ?? back;
    cursor = found.next;
    if (back && wanted.since && Date.parse(back) < wanted.since.getTime()) cursor = null;
    if (!cursor || items.length >= most) break;
  }
  return { items, next: cursor, back };
}
