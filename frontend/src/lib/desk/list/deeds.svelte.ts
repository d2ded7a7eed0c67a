/** What is done to tickets from the list: the list shows it at once, a sentence says it, and it can be taken back. */
import { explain } from '#lib/api/explain.ts';
import { asProblem, type Problem } from '#lib/api/problem.ts';
import type { PersonView, State, TicketSummary, TicketView } from '#lib/api/types.ts';
import type { Offline } from '#lib/offline/offline.svelte.ts';
import { leavesOthers } from '#lib/relations/under.ts';
import { api, offline, session } from '#lib/session/session.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { assigning, moving, type Back, type Doing, type Verbs } from './doing.ts';
import { showAhead, showChanged } from './queue.svelte.ts';
import type { Outcome, Selection } from './selection.svelte.ts';
import { ours, type Turns } from '../turns.ts';
import { d } from '../words.svelte.ts';

/** What came of taking something back. */
type Fate = 'back' | 'waits' | 'stays';

export class Deeds {
  /** Solved from here, while others wait for the same: asked about one after the other. */
  leaving = $state.raw<TicketView[]>([]);
  readonly #refresh: () => void;
  readonly #verbs: Verbs;
  readonly #waiting: Pick<Offline, 'of' | 'discard'>;
  readonly #turns: Turns;
  /** Says that what was done to several can be taken back, once nothing stands in front of that sentence. */
  #offer: (() => void) | null = null;

  constructor(
    refresh: () => void,
    verbs: Verbs = api,
    waiting: Pick<Offline, 'of' | 'discard'> = offline,
    turns = ours
  ) {
    this.#refresh = refresh;
    this.#verbs = verbs;
    this.#waiting = waiting;
    this.#turns = turns;
  }

  taken(ticket: TicketSummary): void {
    this.assigned(ticket, me(ticket));
  }

  moved(ticket: TicketSummary, state: State): void {
    void this.#attempt(ticket, this.moving(ticket, state));
  }

  assigned(ticket: TicketSummary, to: PersonView | null): void {
    void this.#attempt(ticket, this.assigning(ticket, to));
  }

  taking(ticket: TicketSummary): Doing {
    return this.assigning(ticket, me(ticket));
  }

  moving(ticket: TicketSummary, state: State): Doing {
    return moving(this.#verbs, ticket, state);
  }

  assigning(ticket: TicketSummary, to: PersonView | null): Doing {
    return assigning(this.#verbs, ticket, to);
  }

  /** Does the same to all that are selected. */
  async each(selection: Selection, doing: (ticket: TicketSummary) => Doing): Promise<void> {
    const backs: Record<string, Back | null> = {};
    await selection.each((ticket) => {
      const { work, back } = doing(ticket);
      backs[ticket.key] = back;
      return this.#turns.attempt(ticket.key, ticket.version, work);
    });
    const outcomes = selection.outcomes ?? [];
    const done = outcomes.filter(({ problem }) => !problem || problem.waits);
    this.leaving = done.flatMap(({ ticket, after }) => (after && leavesOthers(ticket, after) ? [after] : []));
    const waits = done.filter(({ problem }) => problem).length;
    const text = listed(
      [d('result.ok', { n: done.length - waits }), done.length > waits],
      [d('result.waits', { n: waits }), waits > 0]
    );
    this.#offer = text ? () => toasts.say(text, () => void this.#takeAllBack(done, backs)) : null;
  }

  /** What became of them was read. */
  read(selection: Selection): void {
    selection.outcomes = null;
    this.#offerBack();
  }

  /** The first of those that leave others behind was asked about. */
  asked(): void {
    this.leaving = this.leaving.slice(1);
    this.#offerBack();
  }

  #offerBack(): void {
    if (this.leaving.length > 0) return;
    this.#offer?.();
    this.#offer = null;
  }

  async #attempt(before: TicketSummary, { ahead, work, back, said }: Doing): Promise<void> {
    const shown = showAhead(before.key, ahead);
    try {
      const after = await this.#turns.attempt(before.key, before.version, work);
      showChanged(after);
      if (leavesOthers(before, after)) this.leaving = [...this.leaving, after];
      toasts.say(
        said,
        back ? () => void this.#takeBack({ ticket: before, problem: null, after }, back) : undefined
      );
    } catch (error) {
      const problem = asProblem(error);
      if (problem.waits)
        toasts.say(
          explain(problem),
          () => void this.#takeBack({ ticket: before, problem, after: null }, back)
        );
      else this.#complain(problem);
      if (problem.stale) this.#refresh();
    } finally {
      shown();
    }
  }

  async #takeBack(outcome: Outcome, back: Back | null): Promise<void> {
    try {
      if (!(await this.#undo(outcome, back))) toasts.complain(d('undo.bad', { n: 1 }));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.waits) toasts.say(explain(problem));
      else this.#complain(problem);
      this.#refresh();
    }
  }

  async #takeAllBack(done: readonly Outcome[], backs: Readonly<Record<string, Back | null>>): Promise<void> {
    const fates: Fate[] = [];
    for (const one of done) fates.push(await this.#fateOf(one, backs[one.ticket.key] ?? null));
    const n = (fate: Fate) => fates.filter((one) => one === fate).length;
    const text = listed(
      [d('undo.ok', { n: n('back') }), n('back') > 0],
      [d('result.waits', { n: n('waits') }), n('waits') > 0],
      [d('undo.bad', { n: n('stays') }), n('stays') > 0]
    );
    if (n('stays') > 0) toasts.complain(text);
    else toasts.say(text);
    this.#refresh();
  }

  async #fateOf(outcome: Outcome, back: Back | null): Promise<Fate> {
    try {
      return (await this.#undo(outcome, back)) ? 'back' : 'stays';
    } catch (error) {
      return asProblem(error).waits ? 'waits' : 'stays';
    }
  }

  /**
   * While it still waits for the network it never happened; else the other way round, where there is one. Raises
   * Problem.
   */
  async #undo({ ticket: { key }, problem, after }: Outcome, back: Back | null): Promise<boolean> {
    const kept = this.#waiting.of(key).find(({ id }) => id === problem?.current);
    if (kept) await this.#waiting.discard(kept);
    else if (back) {
      const version = after ? after.version : null; // what waited went meanwhile: nobody knows as which
      showChanged(await this.#turns.attempt(key, version, back));
      this.leaving = this.leaving.filter((one) => one.key !== key);
    }
    return kept !== undefined || back !== null;
  }

  #complain(problem: Problem): void {
    toasts.complain(problem.stale ? d('result.stale') : explain(problem));
  }
}

/** Those of the sentences that say something. */
function listed(...said: [text: string, counts: boolean][]): string {
  return said.flatMap(([text, counts]) => (counts ? [text] : [])).join(' · ');
}

function me(ticket: TicketSummary): PersonView | null {
  const member = session.me?.memberships.find((m) => m.desk === ticket.desk && !m.tenant);
  return member && session.me ? { ...session.me.person, id: member.person } : null;
}
