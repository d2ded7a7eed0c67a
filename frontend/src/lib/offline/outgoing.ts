/** What was written without network and waits to be sent: kept in order on this device, whatever is closed. */
import { entries, type UseStore } from 'idb-keyval';
import type { Ahead } from '#lib/api/client.ts';
import type { TicketView } from '#lib/api/types.ts';
import { lazily } from './copies.ts';
import type { Kind } from './ways.ts';
import { written } from './written.ts';

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
  /** How the ticket is shown until then, where the body does not say it. */
  ahead?: Ahead;
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
  /** Changes it as it is kept now; what is gone meanwhile, sent or thrown away in another tab, stays gone. */
  change(id: string, how: (kept: Waiting) => Waiting): Promise<void>;
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
        return written(rows.transaction);
      });
    },
    async change(id, how) {
      await inOneGo(store(), (rows, all) => {
        const kept = all.find((one) => one.id === id);
        if (kept) rows.put(how(kept), id);
      });
    },
    async drop(waiting, version) {
      await inOneGo(store(), (rows, all) => {
        rows.delete(waiting.id);
        if (version === undefined) return;
        const mine = all.filter((one) => one.who === waiting.who);
        for (const one of followers(mine, waiting, version)) rows.put({ ...one, version }, one.id);
      });
    },
    async forget(who) {
      await inOneGo(store(), (rows, all) => {
        for (const one of all) if (one.who === who) rows.delete(one.id);
      });
    }
  };
}

/** No other tab writes between the reading and the writing. */
function inOneGo(store: UseStore, work: (rows: IDBObjectStore, all: Waiting[]) => void): Promise<void> {
  return store('readwrite', async (rows) => {
    const kept = written(rows.transaction);
    const asked = rows.getAll() as IDBRequest<Waiting[]>;
    asked.onsuccess = () => work(rows, asked.result);
    await kept;
  });
}

/**
 * Those written on what was seen when `sent` was, which made `after` of it: nobody is a rival of oneself. What goes
 * against any version (a note, a link) made it of the one before, unless somebody else was there in between. So was
 * somebody when it is further than one: it had been done before, and only the answer was lost.
 */
export function followers(all: Waiting[], sent: Waiting, after: number): Waiting[] {
  const from = sent.version ?? after - 1;
  if (after !== from + 1) return [];
  return all.filter((one) => one.id > sent.id && one.ticket === sent.ticket && one.version === from);
}

const DIGITS = 16;
let last = 0;

/**
 * Ids grow, also within one millisecond, and where the clock was set back after `newest` was written; the end tells
 * two tabs apart.
 */
export function nextId(now: number, random: string, newest?: string): string {
  const before = newest ? Number(newest.slice(0, DIGITS)) : 0;
  last = Math.max(last + 1, before + 1, now * 100);
  return `${String(last).padStart(DIGITS, '0')}-${random.slice(0, 8)}`;
}
