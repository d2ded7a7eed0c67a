/** The lists of the desk, one a view, kept while the desk is open so that going back shows them at once. */
import { api, offline, session } from '#lib/session/session.svelte.ts';
import { TicketList } from '#lib/tickets/list.svelte.ts';
import { source } from '#lib/tickets/views.ts';
import { RowSizes } from '#lib/ui/rowSizes.ts';
import type { TicketSummary, Wanted } from '#lib/api/types.ts';

// eslint-disable-next-line svelte/prefer-svelte-reactivity -- the lists are reactive; which there are is not
const lists = new Map<Wanted['view'], TicketList>();
let whose: string | null = null;

/** What is being done to tickets from here, and not answered yet. */
let doing = $state.raw<readonly { key: string; ahead: Partial<TicketSummary> }[]>([]);

/** How tall its rows were: who comes back finds the list as long as it was, and so the place where they were. */
export const rowSizes = new RowSizes();

/** The list that holds this view. All views of the queue share one. Another person finds nothing of what one read. */
export function listFor(view: Parameters<typeof source>[0], who = session.keepsFor): TicketList {
  if (who !== whose) forget();
  whose = who;
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

/** The rows as they will be: with what waits for the network, and with what is under way. */
export function asTheyWillBe(tickets: readonly TicketSummary[]): readonly TicketSummary[] {
  if (offline.waiting.length === 0 && doing.length === 0) return tickets;
  return tickets.map((ticket) =>
    doing.reduce(
      (seen, { key, ahead }) => (key === ticket.key ? { ...seen, ...ahead } : seen),
      offline.ahead(ticket)
    )
  );
}

/** Shows in every list what is done to a ticket, until the function that it gives is called. */
export function showAhead(key: string, ahead: Partial<TicketSummary>): () => void {
  const one = { key, ahead };
  doing = [...doing, one];
  return () => (doing = doing.filter((other) => other !== one));
}

let changed = $state.raw<TicketSummary | null>(null);

/** What was changed last, from wherever: the ticket may be open beside the list. */
export function lastChanged(): TicketSummary | null {
  return changed;
}

/** Shows a changed ticket in every list that has it. */
export function showChanged(ticket: TicketSummary): void {
  changed = ticket;
  for (const list of lists.values()) list.replace(ticket);
}

function forget(): void {
  lists.clear();
  rowSizes.forget();
}
