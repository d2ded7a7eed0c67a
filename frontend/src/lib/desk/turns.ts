/** What one agent does to one ticket happens in the order in which it was done: nobody is a rival of oneself. */

interface Versioned {
  version: number;
}

export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();
  /** The version that was seen first, and those that were made of it here, one after the other. */
  readonly #made = new Map<string, number[]>();

  /**
   * Does it once all that was begun before on the ticket is done. `seen`: the version that it is done to; what was
   * made of that here meanwhile takes its place. null: any.
   */
  attempt<T extends Versioned>(
    key: string,
    seen: number | null,
    work: (version: number | null) => Promise<T>
  ): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(async () => {
      const version = seen === null ? null : this.#now(key, seen);
      const after = await work(version);
      if (version !== null) this.#remember(key, version, after.version);
      return after;
    });
    const over = turn.catch(() => undefined);
    this.#last.set(key, over);
    void over.then(() => this.#last.get(key) === over && this.#last.delete(key));
    return turn;
  }

  #now(key: string, seen: number): number {
    const made = this.#made.get(key) ?? [];
    return (made.includes(seen) ? made.at(-1) : undefined) ?? seen;
  }

  /** Made of another version than ours, nothing before counts; further than one, somebody else was there too. */
  #remember(key: string, version: number, after: number): void {
    const made = this.#made.get(key) ?? [];
    const chain = made.at(-1) === version ? made : [version];
    if (after <= version + 1) this.#made.set(key, [...chain, after]);
    else this.#made.delete(key);
  }
}

/** Those of whoever works here, in the list and in the ticket that is open beside it. */
export const ours = new Turns();
