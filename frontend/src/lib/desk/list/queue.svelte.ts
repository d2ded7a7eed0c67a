/** The lists of the desk, one a view, kept while the desk is open so that going back shows them at once. */
import { api } from '#lib/session/session.svelte.ts';
import { TicketList } from '#lib/tickets/list.svelte.ts';
import { source } from '#lib/tickets/views.ts';
import { RowSizes } from '#lib/ui/rowSizes.ts';
import type { TicketSummary, Wanted } from '#lib/api/types.ts';

// eslint-disable-next-line svelte/prefer-svelte-reactivity -- the lists are reactive; which there are is not
const lists = new Map<Wanted['view'], TicketList>();

/** How tall its rows were: who comes back finds the list as long as it was, and so the place where they were. */
export const rowSizes = new RowSizes();

/** The list that holds this view. All views of the queue share one. */
export function listFor(view: Parameters<typeof source>[0]): TicketList {
  const wanted = source(view);
  let list = lists.get(wanted);
  if (!list) {
    list = new TicketList((cursor, limit) =>
      api.tickets({ view: wanted, limit, ...(cursor ? { cursor } : {}) })
    );
    lists.set(wanted, list);
  }
  return list;
}

/** Shows a changed ticket in every list that has it. */
export function showChanged(ticket: TicketSummary): void {
  for (const list of lists.values()) list.replace(ticket);
}

/** Another person signed in. */
export function forgetLists(): void {
  lists.clear();
  rowSizes.forget();
}
