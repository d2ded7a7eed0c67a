/** Where the keys are in the list: on the focused row, else on that of the ticket which is open beside it. */
import { tick } from 'svelte';

export class Cursor {
  readonly #pane: () => HTMLElement;
  readonly #chosen: () => string | null;

  constructor(pane: () => HTMLElement, chosen: () => string | null) {
    this.#pane = pane;
    this.#chosen = chosen;
  }

  at(): HTMLAnchorElement | undefined {
    const all = this.#links();
    return (
      all.find((link) => link === document.activeElement) ??
      all.find((link) => link.dataset['key'] === this.#chosen())
    );
  }

  async step(by: 1 | -1): Promise<void> {
    const all = this.#links();
    const here = this.at();
    const next = here ? all.indexOf(here) + by : by > 0 ? 0 : all.length - 1;
    const link = all[Math.max(0, Math.min(all.length - 1, next))];
    await tick();
    link?.focus();
    link?.scrollIntoView({ block: 'nearest' });
  }

  #links(): HTMLAnchorElement[] {
    return [...this.#pane().querySelectorAll<HTMLAnchorElement>('a.ticket')];
  }
}
