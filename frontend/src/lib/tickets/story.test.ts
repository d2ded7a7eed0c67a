import { describe, expect, it } from 'vitest';
import type { Api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { State, Story, TicketView } from '../api/types.ts';
import { TicketStory } from './story.svelte.ts';

const view = (state: State, version: number) => ({ key: 'A-1', state, version }) as TicketView;

/** An API with one ticket; `answer` decides what becomes of a change of state. */
function api(answer: (state: State) => Promise<TicketView>, stored = view('new', 1)) {
  const there = { stored, reads: 0 };
  const fake = {
    ticket: () => {
      there.reads += 1;
      return Promise.resolve({ ticket: there.stored, timeline: [] } as unknown as Story);
    },
    setState: async (_: string, state: State) => (there.stored = await answer(state))
  };
  return { there, api: fake as unknown as Api };
}

describe('a ticket on screen', () => {
  it('shows a change at once, then what the API made of it', async () => {
    let allow: (after: TicketView) => void = () => undefined;
    const { api: fake } = api(() => new Promise((done) => (allow = done)));
    const story = new TicketStory(fake, 'A-1');
    await story.refresh();
    const saving = story.setState('open', 1);
    expect([story.ticket?.state, story.saving]).toEqual(['open', true]);
    allow(view('open', 2));
    await saving;
    expect([story.ticket?.version, story.saving]).toEqual([2, false]);
  });

  it('knows whom to call back while a change is answered, too', async () => {
    const { api: fake } = api((state) => Promise.resolve(view(state, 2)));
    const there = { ticket: view('new', 1), timeline: [], requester_phones: ['+311'] };
    (fake as { ticket: unknown }).ticket = () => Promise.resolve(there);
    const story = new TicketStory(fake, 'A-1');
    await story.refresh();
    (fake as { ticket: unknown }).ticket = () => Promise.reject(Problem.offline());
    await story.setState('open', 1);
    expect([story.ticket?.version, story.phones]).toEqual([2, ['+311']]);
  });

  it('puts things back when the API refuses, and says why', async () => {
    const { api: fake } = api(() => Promise.reject(Problem.of(409, { code: 'version-conflict' })));
    const story = new TicketStory(fake, 'A-1');
    await story.refresh();
    await expect(story.setState('open', 1)).rejects.toMatchObject({ stale: true });
    expect([story.ticket?.state, story.saving]).toEqual(['new', false]);
  });

  it('is read again when another place made a newer version of it, and only then', async () => {
    const { api: fake, there } = api(() => Promise.reject(Problem.offline()));
    const story = new TicketStory(fake, 'A-1');
    await story.catchUp(2);
    await story.refresh();
    await story.catchUp(1);
    expect(there.reads).toBe(1);

    there.stored = view('open', 2);
    await story.catchUp(2);
    expect([there.reads, story.ticket?.state]).toEqual([2, 'open']);
  });

  it('leaves what was read meanwhile when the API refuses', async () => {
    let refuse: (why: Problem) => void = () => undefined;
    const { api: fake, there } = api(() => new Promise((_, no) => (refuse = no)));
    const story = new TicketStory(fake, 'A-1');
    await story.refresh();
    const saving = story.setState('open', 1);
    there.stored = view('closed', 2);
    await story.refresh();
    refuse(Problem.of(409, { code: 'version-conflict' }));

    await expect(saving).rejects.toMatchObject({ stale: true });
    expect(story.ticket).toMatchObject({ state: 'closed', version: 2 });
  });

  it('does not let a read from before a write overwrite it', async () => {
    const { api: fake } = api((state) => Promise.resolve(view(state, 2)));
    const waiting: ((story: Story) => void)[] = [];
    const read = fake.ticket;
    const story = new TicketStory(fake, 'A-1');
    await story.refresh();
    (fake as { ticket: unknown }).ticket = () => new Promise((done) => waiting.push(done));
    const old = story.refresh();
    (fake as { ticket: unknown }).ticket = read;
    await story.setState('open', 1);
    waiting[0]?.({ ticket: view('new', 1), timeline: [] } as unknown as Story);
    await old;
    expect(story.ticket).toMatchObject({ state: 'open', version: 2 });
  });

  it('says why it cannot be read, and forgets that once it can', async () => {
    const { api: fake } = api(() => Promise.resolve(view('open', 2)));
    const good = fake.ticket;
    (fake as { ticket: unknown }).ticket = () => Promise.reject(Problem.of(404, {}));
    const story = new TicketStory(fake, 'A-1');
    await story.refresh();
    expect([story.problem?.code, story.loading]).toEqual(['not-found', false]);
    (fake as { ticket: unknown }).ticket = good;
    await story.refresh();
    expect([story.problem, story.ticket?.key]).toEqual([null, 'A-1']);
  });
});
