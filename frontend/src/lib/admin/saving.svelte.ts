/** Sending what a form holds: busy, done, or refused with the field that it is about. */
import { tick } from 'svelte';
import { asProblem, type Problem } from '#lib/api/problem.ts';
import { faultAt } from '#lib/settings/fields.ts';

export class Saving {
  busy = $state(false);
  saved = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #fields: readonly string[];

  /** `fields`: those that say themselves what is wrong with them. */
  constructor(...fields: string[]) {
    this.#fields = fields;
  }

  said = (field: string): string => faultAt(this.problem, field);

  /** What no field shows. */
  get rest(): Problem | null {
    return this.#fields.some((field) => this.said(field)) ? null : this.problem;
  }

  /** True when it worked. */
  go = async (work: () => Promise<unknown>): Promise<boolean> => {
    this.busy = true;
    this.saved = false;
    try {
      await work();
      this.problem = null;
      this.saved = true;
      return true;
    } catch (error) {
      this.problem = asProblem(error);
      await tick();
      document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
      return false;
    } finally {
      this.busy = false;
    }
  };
}
