/** Finding among titles and summaries, for whoever has no search of the desk's. Pure. */
import { having } from '#lib/portal/having.ts';
import type { Card } from './types.ts';

/** Those with every word, in title, summary or category; what has them all in its title first. */
export function matching(cards: readonly Card[], words: string): Card[] {
  if (!words.trim()) return [];
  const has = having(words);
  const found = cards.filter((card) => has([card.title, card.summary, ...card.category].join(' ')));
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))];
}
