/** Something read from the API once, with its trouble, and read again when asked. */
import { asProblem, type Problem } from '#lib/api/problem.ts';

export class Read<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  #ask: () => Promise<T>;
  #newest = 0;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
    void this.again();
  }

  get loading(): boolean {
    return this.value === null && this.problem === null;
  }

  async again(): Promise<void> {
    const mine = ++this.#newest;
    this.problem = null;
    try {
      const value = await this.#ask();
      if (mine === this.#newest) this.value = value;
    } catch (error) {
      if (mine === this.#newest) this.problem = asProblem(error);
    }
  }
}
