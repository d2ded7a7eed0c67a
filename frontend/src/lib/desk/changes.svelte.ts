/** Changing a ticket that others may be changing too: says when somebody was first, and lets the agent decide. */
import { asProblem, type Problem } from '#lib/api/problem.ts';
import type { TicketView } from '#lib/api/types.ts';
import type { TicketStory } from '#lib/tickets/story.svelte.ts';
import { showChanged } from '#lib/desk/list/queue.svelte.ts';
import { ours, type Turns } from './turns.ts';

export interface Change {
  work: (version: number) => Promise<TicketView>;
  done: (after: TicketView) => void;
  failed: (problem: Problem) => void;
}

/** Somebody else was first: what was seen, what stands now, and what was being done. */
export interface Stale {
  seen: TicketView;
  now: TicketView;
  change: Change;
}

export class Changes {
  stale = $state.raw<Stale | null>(null);
  readonly #story: TicketStory;
  readonly #changed: (before: TicketView, after: TicketView) => void;
  readonly #turns: Turns;
  #last: Promise<void> = Promise.resolve();
  #left = false;

  /** `changed`: hears of each change that this agent made. */
  constructor(
    story: TicketStory,
    changed: (before: TicketView, after: TicketView) => void = () => {},
    turns = ours
  ) {
    this.#story = story;
    this.#changed = changed;
    this.#turns = turns;
  }

  /** Does it against the version on screen, after whatever this agent is still doing: one is no rival of oneself. */
  attempt(change: Change): Promise<void> {
    const turn = this.#last.then(async () => {
      const seen = this.#story.ticket;
      if (seen) await this.#against(seen, change);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Does it against what stands now: the agent has seen the difference. */
  async anyway(): Promise<void> {
    const stale = this.stale;
    this.stale = null;
    if (stale) await this.#against(stale.now, stale.change);
  }

  /** Its ticket is shown no more, so nobody can be asked about it: that it failed is said. */
  leave(): void {
    this.#left = true;
  }

  /** Puts it aside and shows what stands now. */
  async lookFirst(): Promise<void> {
    this.stale = null;
    await this.#story.refresh();
  }

  async #against(seen: TicketView, change: Change): Promise<void> {
    try {
      const { key, version } = seen;
      const after = await this.#turns.attempt(key, version, (now) => change.work(now ?? version));
      showChanged(after);
      change.done(after);
      this.#changed(seen, after);
    } catch (error) {
      const problem = asProblem(error);
      const now = problem.stale && !this.#left ? await this.#present(problem) : null;
      if (now) this.stale = { seen, now, change };
      else change.failed(problem);
    }
  }

  /** What stands now: the answer says it; where it does not, it is read. */
  async #present(problem: Problem): Promise<TicketView | null> {
    if (isTicket(problem.current)) return problem.current;
    await this.#story.refresh();
    return this.#story.ticket;
  }
}

function isTicket(value: unknown): value is TicketView {
  return typeof value === 'object' && value !== null && 'version' in value && 'key' in value;
}
