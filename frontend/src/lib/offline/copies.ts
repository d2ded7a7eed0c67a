/** Answers of the API kept on this device, per person, to be read when there is no network. */
import { createStore, del, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';

export interface Copy {
  body: string;
  /** When it was heard, in ms since 1970. */
  at: number;
}

export interface Copies {
  keep(who: string, name: string, body: string): Promise<void>;
  read(who: string, name: string): Promise<Copy | null>;
  drop(who: string, name: string): Promise<void>;
  /** The older half goes: something else needs the room. */
  halve(): Promise<void>;
  /** Forgets what others read on this device, or everything. */
  forget(allBut: string | null): Promise<void>;
}

/** How many answers are kept; the oldest go first. A queue, its tickets and a shelf of articles fit. */
const MOST = 400;
const LARGEST = 1_000_000;
const PRUNE_EVERY = 25;

export function copiesIn(now: () => number, store: () => UseStore = lazily('loket-copies')): Copies {
  let written = 0;

  /** Reads what is kept only where some of it has to go: it may be a lot. */
  async function prune(most: (all: number) => number): Promise<void> {
    const { length } = await keys(store());
    if (length <= most(length)) return;
    const all = await entries<string, Copy>(store());
    const old = all.sort(([, a], [, b]) => b.at - a.at).slice(most(all.length));
    if (old.length > 0)
      await delMany(
        old.map(([name]) => name),
        store()
      );
  }

  return {
    async keep(who, name, body) {
      await quietly(async () => {
        if (body.length > LARGEST) return del(key(who, name), store());
        await set(key(who, name), { body, at: now() } satisfies Copy, store());
        if (++written % PRUNE_EVERY === 0) await prune(() => MOST);
      });
    },
    async read(who, name) {
      return (await quietly(() => get<Copy>(key(who, name), store()))) ?? null;
    },
    async drop(who, name) {
      await quietly(() => del(key(who, name), store()));
    },
    async halve() {
      await quietly(() => prune((all) => Math.floor(all / 2)));
    },
    async forget(allBut) {
      await quietly(async () => {
        const names = await keys<string>(store());
        const others = names.filter((name) => allBut === null || !name.startsWith(key(allBut, '')));
        await delMany(others, store());
      });
    }
  };
}

/** A database is opened when it is first asked for: importing this does nothing. */
export function lazily(database: string): () => UseStore {
  let store: UseStore | undefined;
  return () => (store ??= createStore(database, 'kept'));
}

function key(who: string, name: string): string {
  return `${who}\n${name}`;
}

/** Private windows may refuse storage: then there are no copies, and nothing else breaks. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
