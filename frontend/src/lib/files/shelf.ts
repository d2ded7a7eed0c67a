/** Files that were chosen and not sent yet, kept on this device with the draft or the message that they belong to. */
import { entries, type UseStore } from 'idb-keyval';
import { lazily } from '#lib/offline/copies.ts';
import { written } from '#lib/offline/written.ts';

export interface Shelved {
  id: string;
  who: string;
  /** A draft's place; `OUTGOING` once its message waits to be sent. */
  place: string;
  file: Blob;
  name: string;
  type: string;
  /** ms since 1970 */
  at: number;
}

export interface Shelf {
  /** In the order in which they were chosen. */
  of(who: string, place: string): Promise<Shelved[]>;
  get(id: string): Promise<Shelved | null>;
  /** false: there is no room, or nothing can be kept here. */
  put(one: Shelved): Promise<boolean>;
  /** Their message waits now; whoever clears its draft leaves them alone. */
  claim(ids: readonly string[]): Promise<void>;
  /** `place`: only while it is still there. */
  drop(ids: readonly string[], place?: string): Promise<void>;
  forget(who: string | null): Promise<void>;
}

export const OUTGOING = '';
/** How a message names a file that is on the shelf and not there yet. */
export const HELD = 'held:';
/** Bytes of all files that one device keeps. */
export const MOST_KEPT = 200 * 1024 * 1024;

export const isHeld = (id: unknown): id is string => typeof id === 'string' && id.startsWith(HELD);

export function shelfIn(store: () => UseStore = lazily('loket-files'), most = MOST_KEPT): Shelf {
  const all = async () => (await entries<string, Shelved>(store())).map(([, one]) => one);

  async function change(work: (rows: IDBObjectStore) => void): Promise<void> {
    await store()('readwrite', (rows) => {
      work(rows);
      return written(rows.transaction);
    });
  }

  async function found(ids: readonly string[]): Promise<Shelved[]> {
    return (await all()).filter((one) => ids.includes(one.id));
  }

  return {
    async of(who, place) {
      const mine = (await quietly(all))?.filter((one) => one.who === who && one.place === place) ?? [];
      return mine.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
    async get(id) {
      return (await quietly(() => found([id])))?.[0] ?? null;
    },
    async put(one) {
      const kept = await quietly(async () => {
        const taken = (await all()).reduce((sum, other) => sum + other.file.size, one.file.size);
        if (taken > most) return false;
        await change((rows) => rows.put(one, one.id));
        return true;
      });
      return kept ?? false;
    },
    async claim(ids) {
      const mine = await found(ids);
      await change((rows) => mine.forEach((one) => rows.put({ ...one, place: OUTGOING }, one.id)));
    },
    async drop(ids, place) {
      await quietly(async () => {
        const mine = (await found(ids)).filter((one) => place === undefined || one.place === place);
        await change((rows) => mine.forEach((one) => rows.delete(one.id)));
      });
    },
    async forget(who) {
      await quietly(async () => {
        const theirs = (await all()).filter((one) => who === null || one.who === who);
        await change((rows) => theirs.forEach((one) => rows.delete(one.id)));
      });
    }
  };
}

/** This device's. */
export const shelf = shelfIn();

/** Private windows may refuse storage: then files live as long as the page. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
