/** A list of tickets that grows by pages and refreshes itself in place. */
import { asProblem, type Problem } from '#lib/api/problem.ts';
import type { Page, TicketSummary } from '#lib/api/types.ts';

export type Read<T = TicketSummary> = (cursor: string | null, limit: number) => Promise<Page<T>>;

const PAGE = 50;
const MOST = 100; // what the API gives at once

interface Item {
  key: string;
  /** Grows with each change, where it has one. */
  version?: number;
}

export class TicketList<T extends Item = TicketSummary> {
  items = $state.raw<T[]>([]);
  next = $state.raw<string | null>(null);
  /** Nothing is known yet. */
  loading = $state(true);
  loadingMore = $state(false);
  problem = $state.raw<Problem | null>(null);

  readonly #read: Read<T>;
  #turn = 0;

  constructor(read: Read<T>) {
    this.#read = read;
  }

  /** The first page; what is shown stays until the new one is there. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await this.#read(null, PAGE);
      if (turn !== this.#turn) return;
      this.items = newest(page.items, this.items);
      this.next = page.next;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  async more(): Promise<void> {
    if (!this.next || this.loadingMore) return;
    const turn = this.#turn;
    this.loadingMore = true;
    try {
      const page = await this.#read(this.next, PAGE);
      if (turn !== this.#turn) return;
      this.items = merge(this.items, page.items);
      this.next = page.next;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      this.loadingMore = false;
    }
  }

  /** Reads again as much as is shown, so that a long list does not shrink under the reader's thumb. */
  async refresh(): Promise<void> {
    if (this.loadingMore) return;
    const turn = ++this.#turn;
    const wanted = Math.max(this.items.length, PAGE);
    try {
      let items: T[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<T> = await this.#read(cursor, Math.min(wanted - items.length, MOST));
        items = merge(items, page.items);
        cursor = page.next;
      } while (cursor && items.length < wanted);
      if (turn !== this.#turn) return;
      this.items = newest(items, this.items);
      this.next = cursor;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** A ticket changed here: show it at once, wherever it stands. */
  replace(ticket: T): void {
    this.items = this.items.map((item) => (item.key === ticket.key ? ticket : item));
  }
}

/** Pages can overlap when tickets move between two reads: the first place counts. */
function merge<T extends { key: string }>(known: T[], more: T[]): T[] {
  const keys = new Set(known.map((ticket) => ticket.key));
  return [...known, ...more.filter((ticket) => !keys.has(ticket.key))];
}

/** What was changed here is not undone by a read that began before, or whose index is a moment behind. */
function newest<T extends Item>(read: T[], shown: readonly T[]): T[] {
  const known = Object.fromEntries(shown.map((item) => [item.key, item]));
  return read.map((item) => {
    const here = known[item.key];
    return here && (here.version ?? 0) > (item.version ?? 0) ? here : item;
  });
}
