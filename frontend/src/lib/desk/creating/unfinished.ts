/** A ticket that is being made, kept on this device for whoever comes back to that very screen. */
import { readDraft, type Draft } from '#lib/tickets/drafts.ts';
import { Keeping } from '#lib/tickets/keeping.ts';
import type { Begun, Creating } from './creating.svelte.ts';

/** Where it is kept, and its files beside it. One at a time: the next caller's takes its place. */
export const CALLER = 'caller';

interface Kept extends Draft {
  begun: { screen: string; form: Begun };
}

export class Unfinished {
  /** Which of this device's screens it is; the browser's history remembers that, and nothing that was said. */
  screen = crypto.getRandomValues(new Uint32Array(2)).join('-');
  readonly #who: string;
  readonly #creating: Creating;
  readonly #keeping: Keeping;
  /** How it was opened. */
  readonly #opened: string;
  #keeps = false;

  constructor(who: string, creating: Creating) {
    this.#who = who;
    this.#creating = creating;
    this.#opened = JSON.stringify(creating.begun());
    this.#keeping = new Keeping(who, CALLER);
  }

  /** Keeps what stands there now; an empty screen leaves what is kept of another alone. */
  keep(): void {
    const form = this.#creating.begun();
    if (form) this.#keeping.later({ text: form.text, begun: { screen: this.screen, form } } satisfies Kept);
    else if (this.#keeps) this.drop();
    this.#keeps = form !== null;
  }

  /** Until what it gives is called, also when the page goes. */
  watch(): () => void {
    return this.#keeping.watch();
  }

  /** It is made. */
  drop(): void {
    this.#keeping.drop();
  }

  get #touched(): boolean {
    return JSON.stringify(this.#creating.begun()) !== this.#opened;
  }

  /** The screen is back: goes on with what was said on it. True when something was. */
  async takeUp(screen: string): Promise<boolean> {
    const kept = (await readDraft(this.#who, CALLER)) as Kept | null;
    if (kept?.begun?.screen !== screen || this.#touched) return false;
    this.screen = screen;
    this.#creating.goesOn(kept.begun.form);
    return true;
  }
}

/** Whether the page at this path was loaded once more, rather than opened: its files belong to it still. */
export function isBack(path: string, past: Pick<Performance, 'getEntriesByType'>): boolean {
  const [loaded] = past.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return loaded !== undefined && loaded.type !== 'navigate' && new URL(loaded.name).pathname === path;
}
