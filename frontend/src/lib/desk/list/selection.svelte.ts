/** Several tickets chosen at once, and doing one thing to each of them. */
import { SvelteMap } from 'svelte/reactivity';
import { asProblem, type Problem } from '#lib/api/problem.ts';
import type { TicketSummary, TicketView } from '#lib/api/types.ts';
import { showChanged } from './queue.svelte.ts';

export const MOST = 50;
const AT_ONCE = 4;

export interface Outcome {
  ticket: TicketSummary;
  /** null: it was done. */
  problem: Problem | null;
  /** As it stands then. */
  after: TicketView | null;
}

export class Selection {
  /** null: nobody is choosing. */
  on = $state(false);
  readonly chosen = new SvelteMap<string, TicketSummary>();
  /** How many are done while it works. */
  done = $state<number | null>(null);
  outcomes = $state.raw<Outcome[] | null>(null);
  /** More were wanted than can be. */
  full = $state(false);

  get size(): number {
    return this.chosen.size;
  }

  toggle(ticket: TicketSummary): void {
    this.on = true;
    this.full = false;
    if (this.chosen.delete(ticket.key)) return;
    if (this.chosen.size >= MOST) this.full = true;
    else this.chosen.set(ticket.key, ticket);
  }

  all(tickets: readonly TicketSummary[]): void {
    this.on = true;
    for (const ticket of tickets.slice(0, MOST)) this.chosen.set(ticket.key, ticket);
    this.full = tickets.length > MOST;
  }

  stop(): void {
    this.on = false;
    this.full = false;
    this.chosen.clear();
  }

  /** Does it to each, a few at a time, each against the version that was seen. */
  async each(work: (ticket: TicketSummary) => Promise<TicketView>): Promise<void> {
    if (this.done !== null) return;
    const due = [...this.chosen.values()];
    const outcomes: Outcome[] = [];
    this.done = 0;
    const worker = async () => {
      for (let ticket = due.shift(); ticket; ticket = due.shift()) {
        outcomes.push(await attempt(ticket, work));
        this.done = outcomes.length;
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      this.done = null;
      this.outcomes = outcomes;
      this.stop();
    }
  }
}

async function attempt(
  ticket: TicketSummary,
  work: (ticket: TicketSummary) => Promise<TicketView>
): Promise<Outcome> {
  try {
    const after = await work(ticket);
    showChanged(after);
    return { ticket, problem: null, after };
  } catch (error) {
    return { ticket, problem: asProblem(error), after: null };
  }
}
