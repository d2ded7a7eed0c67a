/** What is done to tickets from the list: the list shows it at once, and a sentence says it. */
import { explain } from '#lib/api/explain.ts';
import { asProblem } from '#lib/api/problem.ts';
import type { PersonView, State, TicketSummary, TicketView } from '#lib/api/types.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import { leavesOthers } from '#lib/relations/under.ts';
import { api, session } from '#lib/session/session.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { showChanged } from '../queue.svelte.ts';
import type { Selection } from '../selection.svelte.ts';
import { d } from '../words.svelte.ts';

export const take = (ticket: TicketSummary) => api.assign(ticket.key, me(ticket), ticket.version);

export class Deeds {
  /** Solved from here, while others wait for the same: asked about one after the other. */
  leaving = $state.raw<TicketView[]>([]);
  readonly #refresh: () => void;

  constructor(refresh: () => void) {
    this.#refresh = refresh;
  }

  taken(ticket: TicketSummary): void {
    const name = session.me?.person.name ?? '';
    void this.#attempt(ticket, take(ticket), t('action.done.assigned', { key: ticket.key, name }));
  }

  moved(ticket: TicketSummary, state: State): void {
    const { key, version } = ticket;
    const said =
      state === 'solved'
        ? t('action.done.solved', { key })
        : t('action.done.state', { key, state: t(`state.${state}`) });
    void this.#attempt(ticket, api.setState(key, state, version), said);
  }

  assigned(ticket: TicketSummary, to: PersonView | null): void {
    const { key, version } = ticket;
    const said = to
      ? t('action.done.assigned', { key, name: to.name })
      : t('action.done.unassigned', { key });
    void this.#attempt(ticket, api.assign(key, to, version), said);
  }

  async each(selection: Selection, work: (ticket: TicketSummary) => Promise<TicketView>): Promise<void> {
    await selection.each(work);
    const done = selection.outcomes ?? [];
    this.leaving = done.flatMap(({ ticket, after }) => (after && leavesOthers(ticket, after) ? [after] : []));
  }

  async #attempt(before: TicketSummary, work: Promise<TicketView>, said: string): Promise<void> {
    try {
      const after = await work;
      showChanged(after);
      if (leavesOthers(before, after)) this.leaving = [...this.leaving, after];
      toasts.say(said);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.waits) toasts.say(explain(problem));
      else toasts.complain(problem.stale ? d('result.stale') : explain(problem));
      if (problem.stale) this.#refresh();
    }
  }
}

function me(ticket: TicketSummary): PersonView | null {
  const member = session.me?.memberships.find((m) => m.desk === ticket.desk && !m.tenant);
  return member && session.me ? { ...session.me.person, id: member.person } : null;
}
