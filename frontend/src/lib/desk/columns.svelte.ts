/** How many columns the desk has room for. */
import { innerWidth } from 'svelte/reactivity/window';

class From {
  readonly #pixels: number;

  constructor(pixels: number) {
    this.#pixels = pixels;
  }

  get now(): boolean {
    return (innerWidth.current ?? 0) >= this.#pixels;
  }
}

/** List and ticket stand side by side; the same 60rem as in the styles. */
export const wide = new From(960);

/** The person and what may help stand beside them. */
export const roomy = new From(1280);
