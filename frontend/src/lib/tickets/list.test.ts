import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem.ts';
import type { Page, TicketSummary } from '../api/types.ts';
import { TicketList, type Read } from './list.svelte.ts';

const ticket = (n: number, subject = '') => ({ key: `A-${n}`, subject }) as TicketSummary;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ticket(from + i));

/** A list of `size` tickets, served by pages; the cursor is where the next one starts. */
const served =
  (size: number, asked: number[] = []): Read =>
  (cursor, limit) => {
    const start = Number(cursor ?? 0);
    const end = Math.min(start + limit, size);
    asked.push(limit);
    return Promise.resolve({ items: range(start, end), next: end < size ? String(end) : null });
  };

describe('a list of tickets', () => {
  it('grows by pages until there are no more', async () => {
    const list = new TicketList(served(120));
    await list.load();
    expect([list.items.length, list.loading, list.next]).toEqual([50, false, '50']);
    await list.more();
    await list.more();
    await list.more();
    expect([list.items.length, list.next]).toEqual([120, null]);
  });

  it('refreshes as much as was shown', async () => {
    const asked: number[] = [];
    const list = new TicketList(served(300, asked));
    await list.load();
    await list.more();
    await list.more();
    asked.length = 0;
    await list.refresh();
    expect([list.items.length, asked]).toEqual([150, [100, 50]]);
  });

  it('shows a ticket once when pages overlap', async () => {
    const pages: Page<TicketSummary>[] = [
      { items: range(0, 3), next: 'x' },
      { items: range(2, 5), next: null }
    ];
    const list = new TicketList(() => Promise.resolve(pages.shift() as Page<TicketSummary>));
    await list.load();
    await list.more();
    expect(list.items.map((item) => item.key)).toEqual(['A-0', 'A-1', 'A-2', 'A-3', 'A-4']);
  });

  it('keeps what was changed here when a read that is older comes after it', async () => {
    const at = (version: number) => ({ key: 'A-1', version }) as TicketSummary;
    const answers: ((items: TicketSummary[]) => void)[] = [];
    const list = new TicketList(
      () => new Promise<Page<TicketSummary>>((give) => answers.push((items) => give({ items, next: 'x' })))
    );
    const first = list.load();
    answers[0]?.([at(3)]);
    await first;

    for (const read of [() => list.refresh(), () => list.load(), () => list.more()]) {
      list.replace(at(4));
      const reading = read();
      answers.at(-1)?.([at(3), ...range(10, 70)]);
      await reading;
      expect(list.items[0]?.version).toBe(4);
    }
    const fresh = list.load();
    answers.at(-1)?.([at(5)]);
    await fresh;
    expect(list.items[0]?.version).toBe(5);
  });

  it('goes on through a short page', async () => {
    const pages: Page<TicketSummary>[] = [
      { items: [], next: 'x' },
      { items: range(0, 2), next: null }
    ];
    const list = new TicketList(() => Promise.resolve(pages.shift() as Page<TicketSummary>));
    await list.refresh();
    expect(list.items).toHaveLength(2);
  });

  it('keeps what it shows when a refresh fails, says why, and recovers', async () => {
    let broken = false;
    const good = served(2);
    const list = new TicketList((cursor, limit) =>
      broken ? Promise.reject(Problem.offline()) : good(cursor, limit)
    );
    await list.load();
    broken = true;
    await list.refresh();
    expect([list.items.length, list.problem?.code]).toEqual([2, 'offline']);
    broken = false;
    await list.refresh();
    expect(list.problem).toBeNull();
  });

  it('does not let an old answer overwrite a new one', async () => {
    const waiting: ((page: Page<TicketSummary>) => void)[] = [];
    const list = new TicketList<TicketSummary>(() => new Promise((done) => waiting.push(done)));
    const first = list.load();
    const second = list.load();
    waiting[1]?.({ items: [ticket(2)], next: null });
    waiting[0]?.({ items: [ticket(1)], next: null });
    await Promise.all([first, second]);
    expect(list.items.map((item) => item.key)).toEqual(['A-2']);
  });

  it('does not hide a bug of ours', async () => {
    const list = new TicketList(() => Promise.reject(new RangeError('bug')));
    await expect(list.load()).rejects.toThrow('bug');
  });

  it('shows a changed ticket where it stands', async () => {
    const list = new TicketList(served(3));
    await list.load();
    list.replace(ticket(1, 'changed'));
    expect(list.items.map((item) => item.subject)).toEqual(['', 'changed', '']);
  });
});
