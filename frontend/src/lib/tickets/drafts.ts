/** What was typed and not sent yet, kept on this device per person and place. */
import { del, get, keys, set } from 'idb-keyval';

export interface Draft {
  text: string;
  note?: boolean;
  subject?: string;
  /** What it is about: a category's id. */
  about?: string;
  /** Of an order: by the question's id. */
  answers?: Record<string, string | boolean>;
  /** How many files are kept beside it. */
  files?: number;
  /** Of a ticket that an agent makes: whatever else was said. */
  begun?: unknown;
}

/** Where the portal's question is kept until it is sent. */
export const ASKED = 'new';

/** Where an order is kept until it is sent. */
export const ordered = ({ desk, tenant }: { desk: string; tenant: string }, service: string) =>
  `order:${desk}/${tenant}/${service}`;

/** What stands in a box, and the names of the files beside it. */
export interface Written {
  draft: Draft;
  files: string[];
}

const GONE = 'gone:';
const DRAFT = 'draft:';
const name = (who: string, place: string) => `${DRAFT}${who}:${place}`;

export async function readDraft(who: string, place: string): Promise<Draft | null> {
  const left = lastOf(name(who, place));
  if (!left) return (await quietly(() => get<Draft>(name(who, place)))) ?? null;
  await keepDraft(who, place, left);
  return isEmpty(left) ? null : left;
}

/** Keeps it, or drops it when nothing is left. False when this device would not. */
export async function keepDraft(who: string, place: string, draft: Draft): Promise<boolean> {
  const here = name(who, place);
  const before = atOnce((store) => store.getItem(here));
  const kept = await quietly(async () => {
    await (isEmpty(draft) ? del(here) : set(here, draft));
    return true;
  });
  // Only then, and only what was there before: the page may have gone again meanwhile, with later words.
  if (kept) atOnce((store) => store.getItem(here) === before && store.removeItem(here));
  return kept ?? false;
}

/** Keeps it this very moment: a page that goes may not see a database's write end. Read before all else. */
export function keepLast(who: string, place: string, draft: Draft): void {
  atOnce((store) => store.setItem(name(who, place), JSON.stringify(draft)));
}

export async function dropDraft(who: string, place: string): Promise<void> {
  atOnce((store) => store.removeItem(name(who, place)));
  await quietly(() => del(name(who, place)));
}

/** Tells the other tabs of this browser that this was sent: they may still show the same. Nothing of it stays. */
export function tellGone(who: string, place: string, sent: Written): void {
  atOnce((store) => {
    store.setItem(GONE + name(who, place), JSON.stringify(sent));
    store.removeItem(GONE + name(who, place));
  });
}

/** What another tab told so of this place. */
export function goneFrom(
  who: string,
  place: string,
  told: Pick<StorageEvent, 'key' | 'newValue'>
): Written | null {
  if (told.key !== GONE + name(who, place) || !told.newValue) return null;
  return JSON.parse(told.newValue) as Written;
}

/** Signing out leaves nothing readable behind. */
export async function dropAllDrafts(): Promise<void> {
  atOnce((store) => {
    const last = Array.from({ length: store.length }, (_, i) => store.key(i));
    for (const key of last) if (key?.startsWith(DRAFT)) store.removeItem(key);
  });
  const all = (await quietly(() => keys())) ?? [];
  await Promise.all(all.filter((key) => String(key).startsWith(DRAFT)).map((key) => del(key)));
}

function isEmpty({ text, subject, files, about, answers, begun }: Draft): boolean {
  const answered = Object.values(answers ?? {}).some(Boolean);
  return !text.trim() && !subject?.trim() && !files && !about && !answered && !begun;
}

function lastOf(key: string): Draft | undefined {
  return atOnce((store) => JSON.parse(store.getItem(key) ?? 'null') as Draft | null) ?? undefined;
}

function atOnce<T>(work: (store: Storage) => T): T | undefined {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}

/** Private windows may refuse storage: then there are no drafts, and nothing else breaks. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
