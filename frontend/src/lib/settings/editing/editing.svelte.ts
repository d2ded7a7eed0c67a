/** Saving something that open tickets depend on: first what it would move, then, when that is wanted, for good. */
import { tick } from 'svelte';
import { asProblem, type Problem } from '#lib/api/problem.ts';
import type { PreviewView } from '../types.ts';

export interface Plan {
  /** What is wrong before anybody is asked; null when nothing is. */
  check: () => Problem | null;
  /** What it would do to open tickets; null when none can depend on it. */
  preview: () => Promise<PreviewView> | null;
  save: () => Promise<unknown>;
  remove: () => Promise<unknown>;
  /** It is stored, or gone: say so and leave. */
  done: (what: 'saved' | 'deleted') => void;
  /** A refusal with the field as the form calls it. */
  here: (problem: Problem) => Problem;
}

export class Editing {
  /** Why the draft was refused, shown at its field. */
  problem = $state.raw<Problem | null>(null);
  /** Why saving did not work though the draft is right. */
  saving = $state.raw<Problem | null>(null);
  /** Why it could not be deleted. */
  kept = $state.raw<Problem | null>(null);
  preview = $state.raw<PreviewView | null>(null);
  deleting = $state(false);
  busy = $state(false);
  /** Nothing is lost by going away. */
  settled = $state(false);
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Shows what would move; saves at once when nothing can and `orSave`. */
  look = async (orSave: boolean): Promise<void> => {
    this.problem = this.saving = null;
    const wrong = this.#plan.check();
    if (wrong) return this.#refuse(wrong);
    await this.#work(async () => {
      const asked = this.#plan.preview();
      if (asked) this.preview = await asked;
      else if (orSave) await this.#store();
    });
  };

  save = async (): Promise<void> => {
    this.saving = null;
    await this.#work(() => this.#store());
  };

  remove = async (): Promise<void> => {
    this.kept = null;
    this.busy = true;
    try {
      await this.#plan.remove();
      this.settled = true;
      this.#plan.done('deleted');
    } catch (error) {
      this.kept = asProblem(error);
    } finally {
      this.busy = false;
    }
  };

  async #store(): Promise<void> {
    await this.#plan.save();
    this.settled = true;
    this.#plan.done('saved');
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
    } catch (error) {
      const found = asProblem(error);
      if (found.field || !this.preview) await this.#refuse(this.#plan.here(found));
      else this.saving = found;
    } finally {
      this.busy = false;
    }
  }

  /** Shows a refusal where it belongs, and brings the reader there. */
  async #refuse(problem: Problem): Promise<void> {
    this.preview = null;
    this.problem = problem;
    await tick();
    const place = document.querySelector<HTMLElement>('.editor [aria-invalid="true"], .editor .field-error');
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  }
}
