/** The list of mail that waits, growing by pages. */
import { asProblem, type Problem } from '#lib/api/problem.ts';
import { settings } from '../data.svelte.ts';
import type { Quarantined } from '../types.ts';

export class QuarantineList {
  items = $state.raw<Quarantined[]>([]);
  next = $state.raw<string | null>(null);
  loading = $state(true);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #desk: string | null;

  constructor(desk: string | null) {
    this.#desk = desk;
  }

  async load(): Promise<void> {
    await this.#read(null, []);
    this.loading = false;
  }

  async more(): Promise<void> {
    if (this.next && !this.busy) await this.#read(this.next, this.items);
  }

  async #read(cursor: string | null, before: Quarantined[]): Promise<void> {
    this.busy = true;
    try {
      const page = await settings.quarantine(this.#desk, cursor);
      this.items = [...before, ...page.items.filter((mail) => !mail.decision?.done)];
      this.next = page.next;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  }
}
