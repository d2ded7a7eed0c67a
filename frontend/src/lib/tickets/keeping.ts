/** A draft while it is typed: kept a moment after the last key, and at once when the page or the screen goes. */
import { dropDraft, keepDraft, keepLast, type Draft } from './drafts.ts';

const AFTER = 400;
const drafts = { keepDraft, keepLast, dropDraft };

export class Keeping {
  readonly #who: string;
  readonly #place: string;
  readonly #drafts: typeof drafts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is not known to be kept yet. */
  #due: Draft | null = null;

  constructor(who: string, place: string, kept = drafts) {
    this.#who = who;
    this.#place = place;
    this.#drafts = kept;
  }

  later(draft: Draft): void {
    clearTimeout(this.#timer);
    this.#due = draft;
    this.#timer = setTimeout(() => void this.#keep(), AFTER);
  }

  now(draft: Draft): void {
    this.#due = draft;
    void this.#keep();
  }

  /** It is sent, or not wanted any more. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#due = null;
    void this.#drafts.dropDraft(this.#who, this.#place);
  }

  /** Sees to it that the last keys are kept, until the function that it gives is called: for an effect. */
  watch(page: Window = window): () => void {
    const { document } = page;
    const gone = () => this.#goes();
    const hidden = () => document.visibilityState === 'hidden' && this.#goes();
    page.addEventListener('pagehide', gone);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      page.removeEventListener('pagehide', gone);
      document.removeEventListener('visibilitychange', hidden);
      void this.#keep();
    };
  }

  #goes(): void {
    if (this.#due) this.#drafts.keepLast(this.#who, this.#place, this.#due);
    void this.#keep();
  }

  async #keep(): Promise<void> {
    clearTimeout(this.#timer);
    const due = this.#due;
    if (!due) return;
    const kept = await this.#drafts.keepDraft(this.#who, this.#place, due);
    if (kept && this.#due === due) this.#due = null;
  }
}
