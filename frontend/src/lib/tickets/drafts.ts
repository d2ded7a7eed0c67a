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
}

/** Where the portal's question is kept until it is sent. */
export const ASKED = 'new';

/** Where an order is kept until it is sent. */
export const ordered = ({ desk, tenant }: { desk: string; tenant: string }, service: string) =>
  `order:${desk}/${tenant}/${service}`;

const name = (who: string, place: string) => `draft:${who}:${place}`;

export async function readDraft(who: string, place: string): Promise<Draft | null> {
  return (await quietly(() => get<Draft>(name(who, place)))) ?? null;
}

/** Keeps it, or drops it when nothing is left. */
export async function keepDraft(who: string, place: string, draft: Draft): Promise<void> {
  const answered = Object.values(draft.answers ?? {}).some(Boolean);
  const empty = !draft.text.trim() && !draft.subject?.trim() && !draft.files && !draft.about && !answered;
  await quietly(() => (empty ? del(name(who, place)) : set(name(who, place), draft)));
}

export async function dropDraft(who: string, place: string): Promise<void> {
  await quietly(() => del(name(who, place)));
}

/** Signing out leaves nothing readable behind. */
export async function dropAllDrafts(): Promise<void> {
  const all = (await quietly(() => keys())) ?? [];
  await Promise.all(all.filter((key) => String(key).startsWith('draft:')).map((key) => del(key)));
}

/** Private windows may refuse storage: then there are no drafts, and nothing else breaks. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
