/** The tickets that stand under one, and when an agent is asked about them. */
import type { State, TicketView } from '#lib/api/types.ts';

const DONE: readonly State[] = ['solved', 'closed'];

export function keysUnder(ticket: TicketView): string[] {
  return ticket.links.filter((one) => one.relation === 'parent-of').map((one) => one.key);
}

export function isDone(ticket: Pick<TicketView, 'state'>): boolean {
  return DONE.includes(ticket.state);
}

/** It has just been solved, and others wait for the same. */
export function leavesOthers(before: Pick<TicketView, 'state'>, after: TicketView): boolean {
  return !isDone(before) && isDone(after) && keysUnder(after).length > 0;
}

/** The same of what was sent later: of a ticket that was never read here, it counts as open before. */
export function leftOthers({ before, after }: { before: TicketView | null; after: TicketView }): boolean {
  return leavesOthers(before ?? { state: 'open' }, after);
}

/** The ticket that this one was made one with; null: it stands for itself. */
export function goesOnIn({ links }: Pick<TicketView, 'links'>): string | null {
  return links.find((one) => one.relation === 'merged-into')?.key ?? null;
}
