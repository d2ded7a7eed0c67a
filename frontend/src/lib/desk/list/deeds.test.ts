import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { State, TicketSummary, TicketView } from '#lib/api/types.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { listFor } from './queue.svelte.ts';
import { Deeds } from './deeds.svelte.ts';

const bo = { id: 'bo', name: 'Bo', email: null };
const ticket = (version: number, more: object = {}) =>
  ({
    key: 'A-1',
    desk: 'd',
    version,
    state: 'open',
    assignee: null,
    links: [],
    ...more
  }) as unknown as TicketView;
const row = () => listFor('all').items[0];

/** The API, which answers when it is told to. */
function later() {
  const asked: unknown[][] = [];
  const answers: { give: (after: TicketView) => void; refuse: (why: Problem) => void }[] = [];
  const ask = (...args: unknown[]) => {
    asked.push(args);
    return new Promise<TicketView>((give, refuse) => answers.push({ give, refuse }));
  };
  return { asked, answers, verbs: { setState: ask, assign: ask } };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('what is done to a ticket from the list', () => {
  beforeEach(() => {
    toasts.list = [];
    listFor('all').items = [ticket(3) as TicketSummary];
  });

  it('is seen before the API answers, and said when it has', async () => {
    const { verbs, answers } = later();
    new Deeds(vi.fn(), verbs).moved(ticket(3), 'solved');

    expect([row()?.state, toasts.list.length]).toEqual(['solved', 0]);
    answers[0]?.give(ticket(4, { state: 'solved' }));
    await settled();
    expect([row()?.version, toasts.list.length]).toEqual([4, 1]);
  });

  it.each<[string, (deeds: Deeds) => void, unknown[]]>([
    ['a state', (deeds) => deeds.moved(ticket(3), 'solved'), ['A-1', 'open' satisfies State, 4]],
    ['somebody', (deeds) => deeds.assigned(ticket(3), bo), ['A-1', null, 4]]
  ])('can be taken back: %s', async (_, work, undone) => {
    const { verbs, asked, answers } = later();
    work(new Deeds(vi.fn(), verbs));
    answers[0]?.give(ticket(4, { state: 'solved', assignee: bo }));
    await settled();

    toasts.list[0]?.undo?.();
    answers[1]?.give(ticket(5));
    await settled();

    expect(asked[1]).toEqual(undone);
    expect([row()?.version, row()?.state, row()?.assignee]).toEqual([5, 'open', null]);
  });

  it('is new again when whoever took it takes that back', async () => {
    const { verbs, asked, answers } = later();
    new Deeds(vi.fn(), verbs).assigned(ticket(3, { state: 'new' }), bo);
    answers[0]?.give(ticket(4, { state: 'open', assignee: bo }));
    await settled();

    toasts.list[0]?.undo?.();
    answers[1]?.give(ticket(5, { state: 'open' }));
    await settled();
    answers[2]?.give(ticket(6, { state: 'new' }));
    await settled();

    expect(asked[2]).toEqual(['A-1', 'new', 5]);
    expect([row()?.version, row()?.state, row()?.assignee]).toEqual([6, 'new', null]);
  });

  it('is put back when the API refuses; what others did meanwhile is read', async () => {
    const { verbs, answers } = later();
    const refresh = vi.fn();
    new Deeds(refresh, verbs).assigned(ticket(3), bo);
    expect(row()?.assignee).toEqual(bo);

    answers[0]?.refuse(Problem.of(409, { code: 'version-conflict' }));
    await settled();

    expect([row()?.assignee, refresh.mock.calls.length]).toEqual([null, 1]);
    expect(toasts.list.map(({ bad, undo }) => [bad, undo])).toEqual([[true, undefined]]);
  });

  it('stays as it will be while it waits for the network; what went meanwhile is taken back too', async () => {
    const { verbs, asked, answers } = later();
    new Deeds(vi.fn(), verbs).moved(ticket(3), 'solved');
    answers[0]?.refuse(Problem.waiting());
    await settled();
    expect(row()?.state).toBe('solved');

    toasts.list[0]?.undo?.();
    answers[1]?.give(ticket(5));
    await settled();
    expect([asked[1], row()?.state]).toEqual([['A-1', 'open', null], 'open']);
  });
});
