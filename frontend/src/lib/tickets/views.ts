/** The ways an agent looks at tickets: which list the API gives, and which of it is shown. Pure. */
import type { TicketSummary, Wanted } from '#lib/api/types.ts';
import { tone } from '#lib/time/due.ts';

export const VIEWS = ['all', 'mine', 'unassigned', 'overdue', 'due', 'new', 'waiting'] as const;
export type View = (typeof VIEWS)[number];

export function asView(text: string | null): View {
  return VIEWS.find((view) => view === text) ?? 'all';
}

/** Which of the API's lists holds the view. */
export function source(view: View): Wanted['view'] {
  return view === 'mine' ? 'mine' : 'queue';
}

export function belongs(view: View, ticket: TicketSummary, now: Date): boolean {
  switch (view) {
    case 'due':
      return ticket.next_due_at !== null && tone(new Date(ticket.next_due_at), now) !== 'calm';
    case 'overdue':
      return ticket.next_due_at !== null && tone(new Date(ticket.next_due_at), now) === 'overdue';
    case 'unassigned':
      return ticket.assignee === null;
    case 'new':
      return ticket.state === 'new';
    case 'waiting':
      return ticket.state === 'waiting-customer' || ticket.state === 'waiting-other';
    default:
      return true;
  }
}

/** The queue comes by next due: once one is far from due, so are all that follow. On hold says nothing. */
export function isComplete(view: View, last: TicketSummary | undefined, now: Date): boolean {
  if (!last?.next_due_at) return false;
  const near = tone(new Date(last.next_due_at), now);
  return view === 'overdue' ? near !== 'overdue' : view === 'due' && near === 'calm';
}

export interface Counts {
  view: View;
  count: number;
  overdue: number;
  /** There are more than were read. */
  more: boolean;
}

export function count(view: View, tickets: readonly TicketSummary[], more: boolean, now: Date): Counts {
  const shown = tickets.filter((ticket) => belongs(view, ticket, now));
  const overdue = shown.filter((t) => t.next_due_at && tone(new Date(t.next_due_at), now) === 'overdue');
  return {
    view,
    count: shown.length,
    overdue: overdue.length,
    more: more && !isComplete(view, tickets.at(-1), now)
  };
}
