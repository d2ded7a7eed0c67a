/** What is asked about: one ticket of the list, or all that are selected. */
import type { TicketSummary } from '#lib/api/types.ts';

export interface Asked {
  ticket: TicketSummary;
  what: 'menu' | 'assignee' | 'state';
}

export type AskedOfAll = 'assignee' | 'state';
