/** `??` puts an article of the knowledge base in, as the requester may read it. */
import BookOpen from '@lucide/svelte/icons/book-open';
import { finding } from '#lib/finding/api.ts';
import { current } from '#lib/i18n/index.svelte.ts';
import { d } from '../words.svelte.ts';
import type { Place, Source, Suggestion } from './source.ts';

const MOST = 8;

export const articles: Source = {
  signs: '??',
  icon: BookOpen,
  title: () => d('source.articles'),
  nothing: () => d('source.articles.nothing'),
  applies: () => true,
  async find(typed, place) {
    const { ticket } = place;
    if (typed.trim() === '') {
      const fitting = await finding.suggestions({
        ticket: ticket.key,
        subject: ticket.subject,
        tenant: ticket.tenant.ref,
        language: ticket.language,
        limit: MOST
      });
      return fitting.articles.map((one) => given(place, one.id, one.title, one.sentence));
    }
    const found = await finding.search({
      q: typed,
      type: 'article',
      typing: true,
      limit: MOST,
      language: current.language
    });
    return found.items
      .filter((one) => one.desk === ticket.desk)
      .map((one) => given(place, one.key, one.subject, one.snippet));
  }
};

function given(place: Place, id: string, title: string, detail: string): Suggestion {
  return {
    id,
    title,
    detail,
    insert: async () => ({ text: (await finding.give(place.ticket.key, id)).text })
  };
}
