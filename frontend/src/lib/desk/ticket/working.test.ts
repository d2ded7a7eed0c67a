import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { PersonView, TicketView } from '#lib/api/types.ts';
import type { TicketStory } from '#lib/tickets/story.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { Changes } from '../changes.svelte.ts';
import { Turns } from '../turns.ts';
import { Working } from './working.ts';

const bo: PersonView = { id: 'bo', name: 'Bo', email: null };

/** A ticket on screen, and an API that does what it is asked: taking what is new opens it, and nothing makes it new. */
function screen(more: Partial<TicketView> = {}) {
  const made = {
    key: 'A-1',
    version: 1,
    state: 'open',
    priority: 'normal',
    assignee: null,
    links: [],
    ...more
  };
  const change = (part: Partial<TicketView>) => {
    const before = story.ticket as TicketView;
    story.ticket = { ...before, ...part, version: before.version + 1 };
    return Promise.resolve(story.ticket);
  };
  const story = {
    key: 'A-1',
    ticket: made as unknown as TicketView,
    refresh: vi.fn(() => Promise.resolve()),
    setState: vi.fn((state: TicketView['state']) =>
      state === 'new' ? Promise.reject(Problem.of(409, { code: 'conflict' })) : change({ state })
    ),
    setPriority: vi.fn((priority: TicketView['priority']) => change({ priority })),
    assign: vi.fn((assignee: PersonView | null) =>
      change({ assignee, state: story.ticket.state === 'new' ? 'open' : story.ticket.state })
    )
  };
  const finding = { setTeam: vi.fn(() => change({})), classify: vi.fn(() => change({})) };
  const asStory = story as unknown as TicketStory;
  return {
    story,
    finding,
    working: new Working(asStory, new Changes(asStory, undefined, new Turns()), finding)
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('what is done to a ticket that is open', () => {
  beforeEach(() => (toasts.list = []));

  it.each<[string, (working: Working) => void, Partial<TicketView>]>([
    ['its state', (working) => working.state('solved'), { state: 'solved' }],
    ['its priority', (working) => working.priority('high', 'the boss'), { priority: 'high' }],
    ['a guessed priority', (working) => working.guessed('priority', 'low', ''), { priority: 'low' }],
    ['who has it', (working) => working.assign(bo), { assignee: bo }]
  ])('can be taken back, and done again: %s', async (_, work, after) => {
    const { story, working } = screen();
    const before = { ...story.ticket, version: expect.any(Number) };
    work(working);
    await settled();
    expect(story.ticket).toMatchObject(after);

    toasts.list.at(-1)?.undo?.();
    await settled();
    expect(story.ticket).toEqual(before);

    toasts.list.at(-1)?.undo?.();
    await settled();
    expect(story.ticket).toMatchObject(after);
  });

  it.each<[string, (working: Working) => void, Partial<TicketView>]>([
    ['who has it', (working) => working.assign(bo), { assignee: null, state: 'open' }],
    ['its state', (working) => working.state('solved'), { state: 'open' }]
  ])('that was new stays open when it is taken back: %s', async (_, work, after) => {
    const { story, working } = screen({ state: 'new' });
    work(working);
    await settled();
    toasts.list.at(-1)?.undo?.();
    await settled();

    expect(story.ticket).toMatchObject(after);
    expect(toasts.list.some(({ bad }) => bad)).toBe(false);
  });

  it('that was new and is open now is not offered back', async () => {
    screen({ state: 'new' }).working.state('open');
    await settled();
    expect(toasts.list.map((toast) => toast.undo)).toEqual([undefined]);
  });

  it('takes back who has it, and leaves what was done to it since', async () => {
    const { story, working } = screen();
    working.assign(bo);
    await settled();
    const [taken] = toasts.list;
    working.state('solved');
    await settled();

    taken?.undo?.();
    await settled();
    expect(story.ticket).toMatchObject({ assignee: null, state: 'solved' });
  });

  it.each<[string, (working: Working) => void]>([
    ['to whom it belongs', (working) => working.assign(bo)],
    ['with the priority it has', (working) => working.priority('normal', '')],
    ['in the state it is in', (working) => working.state('open')]
  ])('is not offered back when nothing changed: %s', async (_, work) => {
    work(screen({ assignee: bo }).working);
    await settled();

    expect(toasts.list.map((toast) => toast.undo)).toEqual([undefined]);
  });

  it('is said when it failed', async () => {
    const { story, working } = screen();
    story.setState.mockRejectedValue(Problem.of(403, { code: 'forbidden', detail: '' }));
    working.state('solved');
    await settled();

    expect(toasts.list).toMatchObject([{ bad: true }]);
  });

  it('writes a guess where it belongs', async () => {
    const { story, finding, working } = screen();
    working.guessed('team', 'network', 'To Network');
    working.guessed('category', 'wifi', 'Wi-Fi');
    await settled();

    expect(finding.setTeam).toHaveBeenCalledWith('A-1', 'network', 1);
    expect(finding.classify).toHaveBeenCalledWith('A-1', { category: 'wifi' }, 2);
    expect(story.refresh).toHaveBeenCalledTimes(2);
    expect(toasts.list.map((toast) => toast.text)).toEqual(['To Network', 'Wi-Fi']);
  });
});
