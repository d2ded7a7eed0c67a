/** A draft while it is typed: kept a moment after the last key, and at once when the page or the screen goes. */
import { dropDraft, goneFrom, keepDraft, keepLast, tellGone, type Draft, type Written } from './drafts.ts';

const AFTER = 400;
const drafts = { keepDraft, keepLast, dropDraft, tellGone };

/** The box that is kept: what stands in it, and how it is emptied when that was sent from another tab. */
export interface Box {
  written: () => Written;
  empty: () => void;
}

/** Nothing stands here that was not sent. */
const sameAs = (sent: Written, here: Written) =>
  here.draft.text.trim() === sent.draft.text.trim() && here.files.every((file) => sent.files.includes(file));

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

  /** It is sent, or not wanted any more; the other tabs hear of it when they are given what it was. */
  drop(sent?: Written): void {
    clearTimeout(this.#timer);
    this.#due = null;
    void this.#drafts.dropDraft(this.#who, this.#place);
    if (sent) this.#drafts.tellGone(this.#who, this.#place, sent);
  }

  /** Sees to it that the last keys are kept, until the function that it gives is called: for an effect. */
  watch(box?: Box, page: Window = window): () => void {
    const { document } = page;
    const gone = () => this.#goes();
    const hidden = () => document.visibilityState === 'hidden' && this.#goes();
    const elsewhere = (told: StorageEvent) => box && this.#sentElsewhere(told, box);
    page.addEventListener('storage', elsewhere);
    page.addEventListener('pagehide', gone);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      page.removeEventListener('storage', elsewhere);
      page.removeEventListener('pagehide', gone);
      document.removeEventListener('visibilitychange', hidden);
      void this.#keep();
    };
  }

  /** Other words are this tab's own: they stay, and are kept again, as the draft of both is gone. */
  #sentElsewhere(told: StorageEvent, { written, empty }: Box): void {
    const sent = goneFrom(this.#who, this.#place, told);
    if (!sent) return;
    const here = written();
    if (!sameAs(sent, here)) return this.now(here.draft);
    clearTimeout(this.#timer);
    this.#due = null;
    empty();
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
