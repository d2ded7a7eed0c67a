import { describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { TicketSummary, TicketView } from '#lib/api/types.ts';
import { MOST, Selection } from './selection.svelte.ts';

const ticket = (n: number) => ({ key: `A-${n}`, version: n }) as TicketSummary;
const tickets = (many: number) => Array.from({ length: many }, (_, n) => ticket(n));

describe('several tickets at once', () => {
  it('are chosen one by one, up to a bound', () => {
    const selection = new Selection();
    for (const one of tickets(MOST + 1)) selection.toggle(one);
    expect([selection.size, selection.full, selection.on]).toEqual([MOST, true, true]);
    selection.toggle(ticket(0));
    expect([selection.size, selection.full]).toEqual([MOST - 1, false]);
  });

  it('are each tried, and each has its own result', async () => {
    const selection = new Selection();
    selection.all(tickets(9));
    const work = vi.fn((one: TicketSummary) =>
      one.key === 'A-4'
        ? Promise.reject(Problem.of(409, { code: 'version-conflict' }))
        : Promise.resolve(one as TicketView)
    );
    await selection.each(work);
    expect(work).toHaveBeenCalledTimes(9);
    const bad = selection.outcomes?.filter((one) => one.problem) ?? [];
    expect(bad.map((one) => [one.ticket.key, one.problem?.stale])).toEqual([['A-4', true]]);
    expect(selection.outcomes?.filter((one) => one.after).length).toBe(8);
    expect([selection.outcomes?.length, selection.size, selection.done]).toEqual([9, 0, null]);
  });
});
