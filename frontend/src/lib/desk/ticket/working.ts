/** What is done to a ticket where it is open: a sentence says it, and it can be taken back. */
import { explain } from '#lib/api/explain.ts';
import type { PersonView, Priority, State, TicketView } from '#lib/api/types.ts';
import { finding as found } from '#lib/finding/api.ts';
import type { Kind as Guess } from '#lib/finding/help.svelte.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import type { TicketStory } from '#lib/tickets/story.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { Changes } from '../changes.svelte.ts';
import { stateBack } from '../stateBack.ts';
import { d } from '../words.svelte.ts';

/** What is written of a classification. */
type Finding = Pick<typeof found, 'setTeam' | 'classify'>;

export class Working {
  readonly #story: TicketStory;
  readonly #changes: Changes;
  readonly #finding: Finding;

  constructor(story: TicketStory, changes: Changes, finding: Finding = found) {
    this.#story = story;
    this.#changes = changes;
    this.#finding = finding;
  }

  state(state: State): void {
    const { key, ticket } = this.#story;
    const before = ticket && stateBack(ticket.state);
    const said =
      state === 'solved'
        ? t('action.done.solved', { key })
        : t('action.done.state', { key, state: t(`state.${state}`) });
    const back = before && before !== state ? () => this.state(before) : undefined;
    this.#attempt((version) => this.#story.setState(state, version), said, back);
  }

  priority(priority: Priority, reason: string): void {
    const { key, ticket } = this.#story;
    const before = ticket?.priority;
    const said = t('action.done.priority', { key, priority: t(`priority.${priority}`) });
    const back = before && before !== priority ? () => this.priority(before, '') : undefined;
    this.#attempt((version) => this.#story.setPriority(priority, reason, version), said, back);
  }

  assign(to: PersonView | null): void {
    const { key, ticket } = this.#story;
    const said = to
      ? t('action.done.assigned', { key, name: to.name })
      : t('action.done.unassigned', { key });
    const back = ticket && ticket.assignee?.id !== to?.id ? () => this.assign(ticket.assignee) : undefined;
    this.#attempt((version) => this.#story.assign(to, version), said, back);
  }

  /** What was suggested and chosen. */
  guessed(kind: Guess, value: string, said: string): void {
    if (kind === 'priority') return this.priority(value as Priority, '');
    const { key } = this.#story;
    this.#attempt(async (version) => {
      const after = await (kind === 'team'
        ? this.#finding.setTeam(key, value, version)
        : this.#finding.classify(key, { [kind]: value }, version));
      await this.#story.refresh();
      return after;
    }, said);
  }

  #attempt(work: (version: number) => Promise<TicketView>, said: string, back?: () => void): void {
    void this.#changes.attempt({
      work,
      done: () => toasts.say(said, back),
      failed: (problem) => {
        if (problem.waits) toasts.say(explain(problem));
        else toasts.complain(problem.stale ? d('result.stale') : explain(problem));
      }
    });
  }
}
