/** Moving branches of a tree that is kept as a list: each place names its parent. Pure. */
import type { Category } from './api.ts';

export interface Placed extends Category {
  depth: number;
}

/** The tree from the top down, children right after their parent. */
export function laidOut(items: readonly Category[], parent: string | null = null, depth = 0): Placed[] {
  return items
    .filter((one) => one.parent === parent)
    .flatMap((one) => [{ ...one, depth }, ...laidOut(items, one.id, depth + 1)]);
}

const plain = (placed: readonly Placed[]): Category[] =>
  placed.map((one) => {
    const rest: Category & { depth?: number } = { ...one };
    delete rest.depth;
    return rest;
  });

/** One place up (-1) or down (1) among those beside it. */
export function moved(items: readonly Category[], id: string, by: -1 | 1): Category[] {
  const own = items.find((one) => one.id === id);
  const beside = items.filter((one) => one.parent === own?.parent);
  const other = beside[beside.findIndex((one) => one.id === id) + by];
  if (!own || !other) return [...items];
  return plain(laidOut(items.map((one) => (one.id === id ? other : one.id === other.id ? own : one))));
}

/** Under the one above it at the same level. */
export function indented(items: readonly Category[], id: string): Category[] {
  const own = items.find((one) => one.id === id);
  const beside = items.filter((one) => one.parent === own?.parent);
  const above = beside[beside.findIndex((one) => one.id === id) - 1];
  if (!above) return [...items];
  return plain(laidOut(items.map((one) => (one.id === id ? { ...one, parent: above.id } : one))));
}

/** Beside its parent. */
export function outdented(items: readonly Category[], id: string): Category[] {
  const own = items.find((one) => one.id === id);
  const parent = items.find((one) => one.id === own?.parent);
  if (!parent) return [...items];
  return plain(laidOut(items.map((one) => (one.id === id ? { ...one, parent: parent.parent } : one))));
}

/** Without it; what was under it moves up to its parent. */
export function dropped(items: readonly Category[], id: string): Category[] {
  const parent = items.find((one) => one.id === id)?.parent ?? null;
  return items.filter((one) => one.id !== id).map((one) => (one.parent === id ? { ...one, parent } : one));
}

/** An id made of a name that none of `taken` has. */
export function idFor(name: string, taken: readonly string[]): string {
  const plainName = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const start = plainName.replace(/^-+|-+$/g, '').slice(0, 27) || 'c';
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? start : `${start}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
