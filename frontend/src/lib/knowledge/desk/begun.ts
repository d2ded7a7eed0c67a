/** A bulletin that was begun elsewhere, handed to the page that finishes it; a reload on the way keeps it. */
import type { components } from '#lib/api/schema.d.ts';
import { inTab, type Keeps } from '#lib/storage.ts';

export type BulletinInput = components['schemas']['BulletinInput'];
export type BulletinDraft = components['schemas']['BulletinDraft'];

const PLACE = 'loket.bulletin';

export function begin(desk: string, draft: BulletinDraft, store: Keeps = inTab): void {
  store.setItem(PLACE, JSON.stringify({ desk, draft }));
}

/** Takes it, once. */
export function takeBegun(desk: string, store: Keeps = inTab): BulletinDraft | null {
  const kept = store.getItem(PLACE);
  if (kept === null) return null;
  const waiting = JSON.parse(kept) as { desk: string; draft: BulletinDraft };
  if (waiting.desk !== desk) return null;
  store.removeItem(PLACE);
  return waiting.draft;
}
