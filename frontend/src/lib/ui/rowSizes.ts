/** How tall the rows of a list are: measured where they were drawn once, else as tall as the others. */

const GUESS = 130; // px, while nothing was measured

export class RowSizes {
  readonly #known = new Map<string, number>();
  #sum = 0;
  #width = 0;

  has(key: string): boolean {
    return this.#known.has(key);
  }

  set(key: string, size: number): void {
    this.#sum += size - (this.#known.get(key) ?? 0);
    this.#known.set(key, size);
  }

  /** In the order of the list. In another width words break elsewhere: then nothing is known. `width` 0: not laid out yet. */
  of(keys: readonly string[], width: number): Float64Array {
    if (width > 0 && width !== this.#width) {
      if (this.#width > 0) this.forget();
      this.#width = width;
    }
    const usual = this.#known.size > 0 ? this.#sum / this.#known.size : GUESS;
    return Float64Array.from(keys, (key) => this.#known.get(key) ?? usual);
  }

  forget(): void {
    this.#known.clear();
    this.#sum = 0;
  }
}
