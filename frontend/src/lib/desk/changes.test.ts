import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem.ts';
import type { TicketView } from '../api/types.ts';
import type { TicketStory } from '../tickets/story.svelte.ts';
import { Changes, type Change } from './changes.svelte.ts';
import { Turns } from './turns.ts';

const at = (version: number) => ({ key: 'A-1', version }) as TicketView;
const conflict = (current?: TicketView) => Problem.of(409, { code: 'version-conflict', current });

/** A ticket on screen at version 1; a refresh finds `later`. */
function screen(later = at(5)) {
  const story = { ticket: at(1), refresh: vi.fn(() => Promise.resolve(void (story.ticket = later))) };
  const turns = new Turns();
  return { story, turns, changes: new Changes(story as unknown as TicketStory, undefined, turns) };
}

const change = (work: Change['work']) => ({ work: vi.fn(work), done: vi.fn(), failed: vi.fn() });

describe('changing a ticket', () => {
  it('goes against the version on screen', async () => {
    const { changes } = screen();
    const mine = change((version) => Promise.resolve(at(version + 1)));
    await changes.attempt(mine);
    expect(mine.work).toHaveBeenCalledWith(1);
    expect(mine.done).toHaveBeenCalledWith(at(2));
  });

  it('waits for its own earlier change, so that one is no rival of oneself', async () => {
    const { story, changes } = screen();
    const first = change((version) => Promise.resolve((story.ticket = at(version + 1))));
    const second = change((version) => Promise.resolve((story.ticket = at(version + 1))));
    await Promise.all([changes.attempt(first), changes.attempt(second)]);
    expect([first.work.mock.calls, second.work.mock.calls]).toEqual([[[1]], [[2]]]);
  });

  it('goes against what was done to it from the list meanwhile', async () => {
    const { changes, turns } = screen();
    await turns.attempt('A-1', 1, () => Promise.resolve(at(2)));
    const mine = change((version) => Promise.resolve(at(version + 1)));
    await changes.attempt(mine);
    expect(mine.work).toHaveBeenCalledWith(2);
  });

  it('asks when somebody else was first, and does it anyway when told so', async () => {
    const { changes } = screen();
    const answers = [Promise.reject(conflict(at(4))), Promise.resolve(at(5))];
    const mine = change(() => answers.shift() as Promise<TicketView>);
    await changes.attempt(mine);
    expect(changes.stale).toMatchObject({ seen: at(1), now: at(4) });
    expect(mine.failed).not.toHaveBeenCalled();
    await changes.anyway();
    expect(mine.work.mock.calls).toEqual([[1], [4]]);
    expect([changes.stale, mine.done.mock.calls.length]).toEqual([null, 1]);
  });

  it('says that it failed where nobody can be asked any more', async () => {
    const { changes } = screen();
    changes.leave();
    const mine = change(() => Promise.reject(conflict(at(4))));
    await changes.attempt(mine);
    expect([changes.stale, mine.failed.mock.calls.length]).toEqual([null, 1]);
  });

  it('asks again when yet another was first', async () => {
    const { changes } = screen();
    const mine = change((version) => Promise.reject(conflict(at(version + 3))));
    await changes.attempt(mine);
    await changes.anyway();
    expect(changes.stale).toMatchObject({ seen: at(4), now: at(7) });
  });

  it('reads what stands now when the conflict does not say it', async () => {
    const { story, changes } = screen(at(6));
    await changes.attempt(change(() => Promise.reject(conflict())));
    expect(changes.stale).toMatchObject({ now: at(6) });
    expect(story.refresh).toHaveBeenCalledTimes(1);
  });

  it('puts it aside and shows what stands now', async () => {
    const { story, changes } = screen();
    const mine = change(() => Promise.reject(conflict(at(4))));
    await changes.attempt(mine);
    await changes.lookFirst();
    expect([changes.stale, story.ticket.version, mine.done.mock.calls.length]).toEqual([null, 5, 0]);
  });

  it('hands every other refusal to whoever asked, and goes on working', async () => {
    const { changes } = screen();
    const refused = change(() => Promise.reject(Problem.offline()));
    const next = change((version) => Promise.resolve(at(version + 1)));
    await changes.attempt(refused);
    await changes.attempt(next);
    expect(refused.failed.mock.calls[0]?.[0]).toMatchObject({ code: 'offline' });
    expect(next.done).toHaveBeenCalledTimes(1);
  });
});
