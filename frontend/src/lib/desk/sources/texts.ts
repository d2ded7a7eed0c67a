/** `::` puts a ready-made text of the desk in, in the customer's language, names filled in. */
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import { current } from '#lib/i18n/index.svelte.ts';
import { called } from '#lib/tickets/people.ts';
import { deskApi, type ReadyText } from '../api.ts';
import { d } from '../words.svelte.ts';
import type { Place, Source } from './source.ts';
import { filled, fits } from './triggers.ts';

const KEPT_MS = 60_000;
const MOST = 30;
const known = new Map<string, { at: number; texts: Promise<ReadyText[]> }>();

export const texts: Source = {
  signs: '::',
  icon: MessageSquareText,
  title: () => d('source.texts'),
  nothing: () => d('source.texts.nothing'),
  applies: () => true,
  async find(typed, place) {
    const all = await textsOf(place.ticket.desk);
    return all
      .filter((text) => fits(typed, text.name, text.id))
      .slice(0, MOST)
      .map((text) => {
        const words = filled(inLanguage(text, place), valuesOf(place));
        return { id: text.id, title: text.name, detail: words, insert: () => ({ text: words }) };
      });
  }
};

/** Somebody changed them here. */
export function forgetTexts(): void {
  known.clear();
}

function textsOf(desk: string): Promise<ReadyText[]> {
  const kept = known.get(desk);
  if (kept && Date.now() - kept.at < KEPT_MS) return kept.texts;
  const read = deskApi.texts(desk).then((answer) => answer.items);
  read.catch(() => known.delete(desk));
  known.set(desk, { at: Date.now(), texts: read });
  return read;
}

/** To the customer in theirs, among colleagues in the agent's; else in whatever there is. */
function inLanguage(text: ReadyText, place: Place): string {
  const wanted = place.note ? current.language : place.ticket.language;
  return text.texts[wanted] ?? text.texts['en'] ?? Object.values(text.texts)[0] ?? '';
}

function valuesOf(place: Place): Record<string, string> {
  return {
    'requester.name': called(place.ticket.requester),
    'ticket.key': place.ticket.key,
    'ticket.subject': place.ticket.subject,
    'tenant.name': place.ticket.tenant.name,
    'agent.name': place.agent
  };
}
