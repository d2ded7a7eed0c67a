/** The version that a form began with: who saves after somebody else is told so once, and may then replace it. */
import { asProblem, Problem } from '#lib/api/problem.ts';

/** What was stored, and the tag by which the API knows it again. */
export interface Stored<T> {
  value: T;
  tag: string | null;
}

export class Seen {
  #tag: string | null;
  readonly #told: () => string;

  /** `tag` null: there is nothing yet. `told`: what to say when somebody else was first. */
  constructor(tag: string | null, told: () => string) {
    this.#tag = tag;
    this.#told = told;
  }

  /** `work` saves what was seen with this tag, and gives the tag of what stands there then, if it knows it. */
  async save(work: (tag: string | null) => Promise<string | null>): Promise<void> {
    try {
      this.#tag = await work(this.#tag);
    } catch (error) {
      const problem = asProblem(error);
      if (!problem.stale) throw error;
      this.#tag = tagOf(problem.current);
      throw new Problem({ status: 409, code: problem.code, detail: this.#told() });
    }
  }
}

/** As `If-Match` has it; null: any. */
export function tagOf(stored: unknown): string | null {
  const found = typeof stored === 'object' && stored !== null && 'version' in stored ? stored.version : null;
  return typeof found === 'number' ? `"${found}"` : null;
}
