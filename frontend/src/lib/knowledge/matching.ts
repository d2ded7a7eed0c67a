/** Finding among titles and summaries, for whoever has no search of the desk's. Pure. */
import type { Card } from './types.ts';

/** Without case and marks above letters: "Réseau" is found by "reseau". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Those with every word, in title, summary or category; what has them all in its title first. */
export function matching(cards: readonly Card[], words: string): Card[] {
  const wanted = plain(words).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return [];
  const has = (text: string) => wanted.every((word) => plain(text).includes(word));
  const found = cards.filter((card) => has([card.title, card.summary, ...card.category].join(' ')));
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))];
}
