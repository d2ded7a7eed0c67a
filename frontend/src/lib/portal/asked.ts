/** What somebody wants to see of their tickets: as the address says it, and as the search is asked. Pure. */
import type { State, TicketSummary } from '#lib/api/types.ts';
import type { Found } from '#lib/finding/types.ts';
import { routes } from '#lib/routes.ts';
import { having } from './having.ts';

export const SHOWS = ['all', 'open', 'done'] as const;
export type Show = (typeof SHOWS)[number];

/** A ticket as the portal's lists show it. */
export type Request = Pick<TicketSummary, 'key' | 'subject' | 'state' | 'updated_at'> & {
  requester: { name: string; email?: string | null };
};

export interface Asked {
  words: string;
  show: Show;
  /** Those of the whole organisation. */
  everybody: boolean;
}

/** `leads`: there are organisations whose tickets this person may all see. */
export function askedIn(query: Pick<URLSearchParams, 'get'>, leads: boolean): Asked {
  const show = SHOWS.find((one) => one === query.get('show')) ?? 'all';
  return {
    words: query.get('q')?.trim() ?? '',
    show,
    everybody: leads && query.get('whose') === 'all'
  };
}

export function addressOf({ words, show, everybody }: Asked): string {
  const query = new URLSearchParams();
  if (everybody) query.set('whose', 'all');
  if (show !== 'all') query.set('show', show);
  if (words) query.set('q', words);
  const said = query.toString();
  return said ? `${routes.requests}?${said}` : routes.requests;
}

const STATES: Record<Show, string> = {
  all: '',
  open: '-state:solved,closed',
  done: 'state:solved,closed'
};

/**
 * What the search is asked; null: nothing is looked for, the plain list will do. Who sees the tickets of others too
 * asks for their own by address.
 */
export function searchFor(asked: Asked, leads: boolean, email: string): string | null {
  if (!asked.words && asked.show === 'all') return null;
  const own = leads && !asked.everybody ? `requester:${email}` : '';
  return [STATES[asked.show], own, asked.words].filter(Boolean).join(' ');
}

const DONE: readonly State[] = ['solved', 'closed'];

/** Without a network, the search is here: every word in the number, the subject or the name. */
export function fits(ticket: Request, { words, show }: Asked): boolean {
  if (show !== 'all' && DONE.includes(ticket.state) !== (show === 'done')) return false;
  return having(words)(`${ticket.key} ${ticket.subject} ${ticket.requester.name}`);
}

export function asRequest({ key, subject, state, ticket }: Found): Request {
  return {
    key,
    subject,
    state: state as State,
    requester: ticket?.requester ?? { name: '' },
    updated_at: ticket?.updated_at ?? ''
  };
}
