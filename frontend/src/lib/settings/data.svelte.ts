/** Something read from the API for a page: there, on its way, or why not. */
import { asProblem, type Problem } from '#lib/api/problem.ts';
import { door } from '#lib/session/session.svelte.ts';
import { settingsOver } from './api.ts';

export const settings = settingsOver(door);

export class Reading<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(true);
  readonly #ask: () => Promise<T>;
  #turn = 0;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** Reads it (again); what is shown stays until the new one is there. */
  load = async (): Promise<void> => {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const data = await this.#ask();
      if (turn !== this.#turn) return;
      this.data = data;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  };
}
