/** What was written without network and waits to be sent: kept in order on this device, whatever is closed. */
import { entries, promisifyRequest, type UseStore } from 'idb-keyval';
import type { TicketView } from '#lib/api/types.ts';
import { lazily } from './copies.ts';
import type { Kind } from './ways.ts';

export type Trouble =
  { kind: 'conflict'; current: TicketView } | { kind: 'refused'; code: string; detail: string };

export interface Waiting {
  /** Sorts by when it was written. */
  id: string;
  /** By which the API knows it when it arrives a second time. */
  request: string;
  who: string;
  /** ms since 1970 */
  at: number;
  kind: Kind;
  ticket: string | null;
  method: string;
  path: string;
  body: Record<string, unknown>;
  /** The version of the ticket that was seen when it was written; null: any. */
  version: number | null;
  /** The ticket as it was seen then. */
  seen: TicketView | null;
  /** Why it was not accepted; it waits for a decision. */
  trouble: Trouble | null;
}

export interface Outgoing {
  /** Everything of this person, oldest first. */
  all(who: string): Promise<Waiting[]>;
  put(waiting: Waiting): Promise<void>;
  /** Takes it out, unless it is gone already. `version`: what later ones of the same ticket build on now. */
  drop(waiting: Waiting, version?: number): Promise<void>;
  forget(who: string): Promise<void>;
}

export function outgoingIn(store: () => UseStore = lazily('loket-outgoing')): Outgoing {
  return {
    async all(who) {
      const all = await entries<string, Waiting>(store());
      return all
        .map(([, waiting]) => waiting)
        .filter((waiting) => waiting.who === who)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async put(waiting) {
      await store()('readwrite', (rows) => {
        rows.put(waiting, waiting.id);
        return promisifyRequest(rows.transaction);
      });
    },
    async drop(waiting, version) {
      const later = version === undefined ? [] : followers(await this.all(waiting.who), waiting, version);
      await store()('readwrite', (rows) => {
        rows.delete(waiting.id);
        for (const one of later) rows.put({ ...one, version: version ?? null }, one.id);
        return promisifyRequest(rows.transaction);
      });
    },
    async forget(who) {
      const mine = await this.all(who);
      await store()('readwrite', (rows) => {
        for (const one of mine) rows.delete(one.id);
        return promisifyRequest(rows.transaction);
      });
    }
  };
}

/**
 * Those written on what was seen when `sent` was, which made `after` of it: nobody is a rival of oneself. What goes
 * against any version (a note, a link) made it of the one before, unless somebody else was there in between.
 */
export function followers(all: Waiting[], sent: Waiting, after: number): Waiting[] {
  const from = sent.version ?? after - 1;
  return all.filter((one) => one.id > sent.id && one.ticket === sent.ticket && one.version === from);
}

let last = 0;

/** Ids grow, also within one millisecond; the end tells two tabs apart. */
export function nextId(now: number, random: string): string {
  last = Math.max(last + 1, now * 100);
  return `${String(last).padStart(16, '0')}-${random.slice(0, 8)}`;
}
