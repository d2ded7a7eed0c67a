/** What is done to tickets from the list: the list shows it at once, a sentence says it, and it can be taken back. */
import { explain } from '#lib/api/explain.ts';
import type { Api } from '#lib/api/client.ts';
import { asProblem } from '#lib/api/problem.ts';
import type { PersonView, State, TicketSummary, TicketView } from '#lib/api/types.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import { leavesOthers } from '#lib/relations/under.ts';
import { api, offline, session } from '#lib/session/session.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { showChanged } from './queue.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { d } from '../words.svelte.ts';

export const take = (ticket: TicketSummary) => api.assign(ticket.key, me(ticket), ticket.version);

type Verbs = Pick<Api, 'assign' | 'setState'>;

/** One thing that is done to one ticket. */
interface Doing {
  /** What the list shows of it at once. */
  ahead: Partial<TicketSummary>;
  work: (version: number) => Promise<TicketView>;
  /** The other way round. */
  back: (version: number | null) => Promise<TicketView>;
  said: string;
}

export class Deeds {
  /** Solved from here, while others wait for the same: asked about one after the other. */
  leaving = $state.raw<TicketView[]>([]);
  readonly #refresh: () => void;
  readonly #verbs: Verbs;

  constructor(refresh: () => void, verbs: Verbs = api) {
    this.#refresh = refresh;
    this.#verbs = verbs;
  }

  taken(ticket: TicketSummary): void {
    this.assigned(ticket, me(ticket));
  }

  moved(ticket: TicketSummary, state: State): void {
    const { key } = ticket;
    const said =
      state === 'solved'
        ? t('action.done.solved', { key })
        : t('action.done.state', { key, state: t(`state.${state}`) });
    void this.#attempt(ticket, {
      ahead: { state },
      work: (version) => this.#verbs.setState(key, state, version),
      back: (version) => this.#verbs.setState(key, ticket.state, version),
      said
    });
  }

  assigned(ticket: TicketSummary, to: PersonView | null): void {
    const { key } = ticket;
    const said = to
      ? t('action.done.assigned', { key, name: to.name })
      : t('action.done.unassigned', { key });
    void this.#attempt(ticket, {
      ahead: { assignee: to },
      work: (version) => this.#verbs.assign(key, to, version),
      back: async (version) => {
        const after = await this.#verbs.assign(key, ticket.assignee, version);
        // Whoever takes what is new has begun with it: that is taken back as well.
        return after.state === ticket.state ? after : this.#verbs.setState(key, ticket.state, after.version);
      },
      said
    });
  }

  async each(selection: Selection, work: (ticket: TicketSummary) => Promise<TicketView>): Promise<void> {
    await selection.each(work);
    const done = selection.outcomes ?? [];
    this.leaving = done.flatMap(({ ticket, after }) => (after && leavesOthers(ticket, after) ? [after] : []));
  }

  async #attempt(before: TicketSummary, { ahead, work, back, said }: Doing): Promise<void> {
    showChanged({ ...before, ...ahead });
    try {
      const after = await work(before.version);
      showChanged(after);
      if (leavesOthers(before, after)) this.leaving = [...this.leaving, after];
      toasts.say(said, () => void this.#takeBack(back, after.version));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.waits) return toasts.say(explain(problem), () => void this.#withdraw(before, back));
      showChanged(before);
      toasts.complain(problem.stale ? d('result.stale') : explain(problem));
      if (problem.stale) this.#refresh();
    }
  }

  async #takeBack(back: Doing['back'], version: number | null): Promise<void> {
    try {
      showChanged(await back(version));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.waits) toasts.say(explain(problem));
      else toasts.complain(problem.stale ? d('result.stale') : explain(problem));
      this.#refresh();
    }
  }

  /** While it still waits for the network: then it never happened. */
  async #withdraw(before: TicketSummary, back: Doing['back']): Promise<void> {
    const last = offline.of(before.key).at(-1);
    if (!last) return this.#takeBack(back, null); // it went meanwhile
    showChanged(before);
    await offline.discard(last);
  }
}

function me(ticket: TicketSummary): PersonView | null {
  const member = session.me?.memberships.find((m) => m.desk === ticket.desk && !m.tenant);
  return member && session.me ? { ...session.me.person, id: member.person } : null;
}
