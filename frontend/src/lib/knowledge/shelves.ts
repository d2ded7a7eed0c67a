/** Articles in the order of a shelf: by category, known errors among them. Pure. */
import type { Card } from './types.ts';

export interface Group {
  /** The category's path; '' for what has none. */
  name: string;
  cards: Card[];
}

/** Groups in the order of their names, what has no category last; titles in order. */
export function byCategory(cards: readonly Card[]): Group[] {
  const groups = new Map<string, Card[]>();
  for (const card of cards) {
    const name = card.category.join(' › ');
    groups.set(name, [...(groups.get(name) ?? []), card]);
  }
  return [...groups]
    .map(([name, held]) => ({
      name,
      cards: [...held].sort((a, b) => a.title.localeCompare(b.title))
    }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name));
}
