/** The files of what waits: carried to where a message may name them, before the message goes. */
import { Problem } from '#lib/api/problem.ts';
import { isHeld, type Shelf } from '#lib/files/shelf.ts';
import type { Waiting } from './outgoing.ts';

/** Brings one file there; the id by which a message names it. Raises Problem. */
export type Carry = (waiting: Waiting, file: File) => Promise<string>;

export interface Named {
  id: string;
  name: string;
  type: string;
}

export function filesOf(body: Record<string, unknown>): Named[] {
  return Array.isArray(body['uploads']) ? (body['uploads'] as Named[]) : [];
}

export function heldIn(body: Record<string, unknown>): string[] {
  return filesOf(body).flatMap(({ id }) => (isHeld(id) ? [id] : []));
}

/**
 * What waits, with every file there. `keep` remembers each step, so that nothing is carried twice and a repeated
 * message is the same to the letter. Raises Problem.
 */
export async function carried(
  waiting: Waiting,
  shelf: Shelf,
  carry: Carry,
  keep: (waiting: Waiting) => Promise<void>
): Promise<Waiting> {
  let now = waiting;
  for (const held of heldIn(waiting.body)) {
    const one = await shelf.get(held);
    // The browser, short of room, may have thrown it away: the person has to know before the words go.
    if (!one) throw Problem.of(410, { code: 'file-lost', detail: nameOf(waiting, held) });
    const id = await carry(waiting, new File([one.file], one.name, { type: one.type }));
    const uploads = filesOf(now.body).map((file) => (file.id === held ? { ...file, id } : file));
    now = { ...now, body: { ...now.body, uploads } };
    await keep(now);
    await shelf.drop([held]);
  }
  return now;
}

/** Without the files that this device has no more. */
export async function without(waiting: Waiting, shelf: Shelf): Promise<Record<string, unknown>> {
  const here = await Promise.all(
    filesOf(waiting.body).map(async (file) => !isHeld(file.id) || (await shelf.get(file.id)) !== null)
  );
  return { ...waiting.body, uploads: filesOf(waiting.body).filter((_, i) => here[i]) };
}

/** Bytes that it takes on this device. */
export async function sizeOf({ body }: Waiting, shelf: Pick<Shelf, 'get'>): Promise<number> {
  const files = await Promise.all(heldIn(body).map((id) => shelf.get(id)));
  const words = new Blob([JSON.stringify(body)]).size;
  return files.reduce((sum, one) => sum + (one?.file.size ?? 0), words);
}

function nameOf(waiting: Waiting, id: string): string {
  return filesOf(waiting.body).find((file) => file.id === id)?.name ?? '';
}
