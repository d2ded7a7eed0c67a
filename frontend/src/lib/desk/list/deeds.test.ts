import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { TicketSummary, TicketView } from '#lib/api/types.ts';
import type { Waiting } from '#lib/offline/outgoing.ts';
import { offline } from '#lib/session/session.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { asTheyWillBe, listFor } from './queue.svelte.ts';
import { Deeds } from './deeds.svelte.ts';
import { Turns } from '../turns.ts';
import { Selection } from './selection.svelte.ts';

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
const rows = () => asTheyWillBe(listFor('all').items);
const row = () => rows()[0];

/** The API, which answers when it is told to. */
function later() {
  const asked: unknown[][] = [];
  const answers: { give: (after: TicketView) => void; refuse: (why: Problem) => void }[] = [];
  const ask = (...args: unknown[]) => {
    asked.push(args);
    return new Promise<TicketView>((give, refuse) => answers.push({ give, refuse }));
  };
  const answer = async (after: TicketView | Problem) => {
    await settled();
    const next = answers.shift();
    if (after instanceof Problem) next?.refuse(after);
    else next?.give(after);
    await settled();
  };
  return { asked, answer, verbs: { setState: ask, assign: ask } };
}

/** What waits on this device for the network. */
function waitingHere(...ids: string[]) {
  offline.waiting = ids.map((id) => ({ id, ticket: 'A-1', kind: 'state', body: {} }) as Waiting);
  const discard = vi.fn(async (one: Waiting) => {
    offline.waiting = offline.waiting.filter((other) => other !== one);
  });
  return { of: (key: string) => offline.of(key), discard };
}

const worked = (refresh: () => void, verbs: ReturnType<typeof later>['verbs'], waits = waitingHere()) =>
  new Deeds(refresh, verbs, waits, new Turns());

const settled = () => new Promise((resolve) => setTimeout(resolve));
const undo = () => toasts.list.at(-1)?.undo?.();
const conflict = () => Problem.of(409, { code: 'version-conflict' });

beforeEach(() => {
  toasts.list = [];
  offline.waiting = [];
  listFor('all').items = [ticket(3) as TicketSummary];
});

describe('what is done to a ticket from the list', () => {
  it('is seen before the API answers, and said when it has', async () => {
    const { verbs, answer } = later();
    worked(vi.fn(), verbs).moved(ticket(3), 'solved');

    expect([row()?.state, toasts.list.length]).toEqual(['solved', 0]);
    await answer(ticket(4, { state: 'solved' }));
    expect([row()?.version, toasts.list.length]).toEqual([4, 1]);
  });

  it('is seen as long as the API works, whatever is read meanwhile', async () => {
    const { verbs, answer } = later();
    worked(vi.fn(), verbs).moved(ticket(3), 'solved');
    listFor('all').items = [ticket(3) as TicketSummary];

    expect(row()?.state).toBe('solved');
    await answer(Problem.of(403, {}));
    expect(row()?.state).toBe('open');
  });

  it.each<[string, (deeds: Deeds) => void, unknown[]]>([
    ['a state', (deeds) => deeds.moved(ticket(3), 'solved'), ['A-1', 'open', 4]],
    ['somebody', (deeds) => deeds.assigned(ticket(3), bo), ['A-1', null, 4]]
  ])('can be taken back: %s', async (_, work, undone) => {
    const { verbs, asked, answer } = later();
    work(worked(vi.fn(), verbs));
    await answer(ticket(4, { assignee: bo }));

    undo();
    await answer(ticket(5));

    expect(asked[1]).toEqual(undone);
    expect([row()?.version, row()?.state, row()?.assignee]).toEqual([5, 'open', null]);
  });

  it.each<[string, (deeds: Deeds, before: TicketView) => void, unknown[]]>([
    ['who has it', (deeds, before) => deeds.assigned(before, bo), ['A-1', null, 4]],
    ['its state', (deeds, before) => deeds.moved(before, 'solved'), ['A-1', 'open', 4]]
  ])(
    'that was new stays open when it is taken back: the API makes nothing new (%s)',
    async (_, work, undone) => {
      const { verbs, asked, answer } = later();
      work(worked(vi.fn(), verbs), ticket(3, { state: 'new' }));
      await answer(ticket(4, { state: 'open', assignee: bo }));

      undo();
      await answer(ticket(5, { state: 'open' }));

      expect(asked.slice(1)).toEqual([undone]);
      expect([row()?.version, row()?.state, row()?.assignee]).toEqual([5, 'open', null]);
    }
  );

  it('that was new and is open now is not offered back', async () => {
    const { verbs, answer } = later();
    worked(vi.fn(), verbs).moved(ticket(3, { state: 'new' }), 'open');
    await answer(ticket(4));
    expect(toasts.list.map((toast) => toast.undo)).toEqual([undefined]);
  });

  it('of two at once, the second goes against what the first made; taking the first back leaves the second', async () => {
    const { verbs, asked, answer } = later();
    const deeds = worked(vi.fn(), verbs);
    deeds.assigned(ticket(3, { state: 'new' }), bo);
    deeds.moved(ticket(3, { state: 'new', assignee: bo }), 'solved');
    expect([row()?.state, row()?.assignee]).toEqual(['solved', bo]);

    await answer(ticket(4, { state: 'open', assignee: bo }));
    const first = toasts.list[0];
    await answer(ticket(5, { state: 'solved', assignee: bo }));
    first?.undo?.();
    await answer(ticket(6, { state: 'solved' }));

    expect(asked).toEqual([
      ['A-1', bo, 3],
      ['A-1', 'solved', 4],
      ['A-1', null, 5]
    ]);
    expect([row()?.version, row()?.state]).toEqual([6, 'solved']);
  });

  it('is put back when the API refuses; what others did meanwhile is read', async () => {
    const { verbs, answer } = later();
    const refresh = vi.fn();
    worked(refresh, verbs).assigned(ticket(3), bo);
    expect(row()?.assignee).toEqual(bo);

    await answer(conflict());

    expect([row()?.assignee, refresh.mock.calls.length]).toEqual([null, 1]);
    expect(toasts.list.map(({ bad, undo }) => [bad, undo])).toEqual([[true, undefined]]);
  });

  it('while it waits for the network never happened when it is taken back, and nothing else goes with it', async () => {
    const { verbs, asked, answer } = later();
    const waits = waitingHere('1-take', '2-my-words');
    worked(vi.fn(), verbs, waits).moved(ticket(3), 'solved');
    await answer(Problem.waiting('1-take'));

    undo();
    await settled();

    expect(offline.waiting.map(({ id }) => id)).toEqual(['2-my-words']);
    expect([asked.length, row()?.state]).toEqual([1, 'open']);
  });

  it('that waited and went meanwhile is taken back too, and nothing that others wrote since', async () => {
    const { verbs, asked, answer } = later();
    const waits = waitingHere('2-my-words');
    worked(vi.fn(), verbs, waits).moved(ticket(3), 'solved');
    await answer(Problem.waiting('1-take'));

    undo();
    await answer(ticket(5));

    expect([asked[1], row()?.version]).toEqual([['A-1', 'open', null], 5]);
    expect(waits.discard).not.toHaveBeenCalled();
  });
});

it('what waited, went meanwhile and has no way back is said to stay', async () => {
  const { verbs, asked, answer } = later();
  worked(vi.fn(), verbs, waitingHere()).moved(ticket(3, { state: 'new' }), 'open');
  await answer(Problem.waiting('1'));

  undo();
  await settled();

  expect([asked.length, toasts.list.at(-1)?.text]).toEqual([1, 'undo.bad']);
});

describe('what is done to several', () => {
  const four = ['A-1', 'A-2', 'A-3', 'A-4'].map((key) => ticket(3, { key, state: 'new' }));

  /** Three are taken, one was changed by somebody else, and what became of them was read. */
  async function taken(answers = later()) {
    listFor('all').items = four;
    const selection = new Selection();
    selection.all(four);
    const refresh = vi.fn();
    const deeds = worked(refresh, answers.verbs);
    const all = deeds.each(selection, (one) => deeds.assigning(one, bo));
    for (const { key } of four.slice(0, 3)) await answers.answer(ticket(4, { key, state: 'open' }));
    await answers.answer(conflict());
    await all;
    expect(toasts.list).toEqual([]);
    deeds.read(selection);
    return { ...answers, selection, refresh };
  }

  it('can be taken back once it was read: each to what it was before', async () => {
    const { asked, answer, selection } = await taken();
    expect([selection.outcomes, toasts.list.length]).toEqual([null, 1]);

    undo();
    for (const { key } of four.slice(0, 3)) await answer(ticket(5, { key }));

    expect(asked.slice(4)).toEqual(four.slice(0, 3).map(({ key }) => [key, null, 4]));
    expect(rows().map(({ version }) => version)).toEqual([5, 5, 5, 3]);
    expect(toasts.list.at(-1)).toMatchObject({ bad: false, text: 'undo.ok' });
  });

  it('says how many could not be taken back', async () => {
    const { answer, refresh } = await taken();
    undo();
    await answer(ticket(5, { key: 'A-1' }));
    await answer(conflict());
    await answer(ticket(5, { key: 'A-3' }));

    expect(toasts.list.at(-1)).toMatchObject({ bad: true, text: 'undo.ok · undo.bad' });
    expect(refresh).toHaveBeenCalledOnce();
  });

  it('is not offered where nothing was done', async () => {
    const { verbs, answer } = later();
    const selection = new Selection();
    selection.all([ticket(3)]);
    const deeds = worked(vi.fn(), verbs);
    const all = deeds.each(selection, (one) => deeds.moving(one, 'solved'));
    await answer(conflict());
    await all;
    deeds.read(selection);

    expect(toasts.list).toEqual([]);
  });

  it('is offered after those were asked about that leave others behind', async () => {
    const { verbs, answer } = later();
    const selection = new Selection();
    selection.all([ticket(3)]);
    const deeds = worked(vi.fn(), verbs);
    const all = deeds.each(selection, (one) => deeds.moving(one, 'solved'));
    await answer(ticket(4, { state: 'solved', links: [{ relation: 'parent-of', key: 'A-9' }] }));
    await all;

    deeds.read(selection);
    expect([deeds.leaving.length, toasts.list.length]).toEqual([1, 0]);
    deeds.asked();
    expect([deeds.leaving.length, toasts.list.length]).toEqual([0, 1]);
  });
});

it('another person finds nothing of what one read', () => {
  expect(listFor('all', 'lars').items).toEqual([]);
  expect(listFor('all', 'lars')).toBe(listFor('due', 'lars'));
});
