/** A bulletin that was begun elsewhere, handed to the page that finishes it. */
import type { components } from '#lib/api/schema.d.ts';

export type BulletinInput = components['schemas']['BulletinInput'];
export type BulletinDraft = components['schemas']['BulletinDraft'];

let waiting: { desk: string; draft: BulletinDraft } | null = null;

export function begin(desk: string, draft: BulletinDraft): void {
  waiting = { desk, draft };
}

/** Takes it, once. */
export function takeBegun(desk: string): BulletinDraft | null {
  if (waiting?.desk !== desk) return null;
  const { draft } = waiting;
  waiting = null;
  return draft;
}
