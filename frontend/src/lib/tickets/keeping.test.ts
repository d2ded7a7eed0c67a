import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, Written } from './drafts.ts';
import { Keeping } from './keeping.ts';

/** What is kept where; `end` lets the database's writes end: well, or not. */
function kept(well = true) {
  const told: string[] = [];
  let end: () => void = () => {};
  const ended = new Promise<void>((done) => (end = done));
  return {
    told,
    end,
    keepDraft: async (_who: string, place: string, { text }: Draft) => {
      told.push(`kept ${place} ${text}`);
      await ended;
      return well;
    },
    keepLast: (_who: string, place: string, { text }: Draft) => void told.push(`last ${place} ${text}`),
    dropDraft: async (_who: string, place: string) => void told.push(`dropped ${place}`),
    tellGone: (_who: string, place: string, { draft }: Written) =>
      void told.push(`gone ${place} ${draft.text}`)
  };
}

/** A window that hears, and tells. */
function page() {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  return Object.assign(new EventTarget(), { document });
}

const as = (one: EventTarget) => one as unknown as Window;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('keeps what stands there when the fingers rest', () => {
  const drafts = kept();
  const one = new Keeping('ana', 'ACME-1', drafts);
  one.later({ text: 'a' });
  one.later({ text: 'ab' });
  expect(drafts.told).toEqual([]);
  vi.runAllTimers();
  expect(drafts.told).toEqual(['kept ACME-1 ab']);
});

it('keeps the last keys at once when the page goes, also while the database still writes', async () => {
  const drafts = kept();
  const shown = page();
  const one = new Keeping('ana', 'ACME-1', drafts);
  one.watch(undefined, as(shown));
  one.later({ text: 'ab' });
  shown.dispatchEvent(new Event('pagehide'));
  expect(drafts.told).toEqual(['last ACME-1 ab', 'kept ACME-1 ab']);
  shown.document.visibilityState = 'hidden';
  shown.document.dispatchEvent(new Event('visibilitychange'));
  expect(drafts.told.slice(2)).toEqual(['last ACME-1 ab', 'kept ACME-1 ab']);

  drafts.end();
  await vi.runAllTimersAsync();
  shown.dispatchEvent(new Event('pagehide'));
  expect(drafts.told).toHaveLength(4);
});

it('keeps the last keys when the page goes where the database refused them before', async () => {
  const drafts = kept(false);
  const shown = page();
  const one = new Keeping('ana', 'ACME-1', drafts);
  one.watch(undefined, as(shown));
  one.later({ text: 'ab' });
  drafts.end();
  await vi.runAllTimersAsync();
  shown.dispatchEvent(new Event('pagehide'));
  expect(drafts.told[1]).toBe('last ACME-1 ab');
});

it('says nothing when the page only comes to the front', () => {
  const drafts = kept();
  const shown = page();
  const one = new Keeping('ana', 'ACME-1', drafts);
  one.watch(undefined, as(shown));
  one.later({ text: 'ab' });
  shown.document.dispatchEvent(new Event('visibilitychange'));
  expect(drafts.told).toEqual([]);
});

it('keeps what is due when its screen is left, and what was sent no more', () => {
  const drafts = kept();
  const shown = page();
  const one = new Keeping('ana', 'ACME-1', drafts);
  const leave = one.watch(undefined, as(shown));
  one.later({ text: 'ab' });
  leave();
  expect(drafts.told).toEqual(['kept ACME-1 ab']);

  one.later({ text: 'abc' });
  one.drop();
  leave();
  shown.dispatchEvent(new Event('pagehide'));
  vi.runAllTimers();
  expect(drafts.told.slice(1)).toEqual(['dropped ACME-1']);
});

describe('what another tab sent', () => {
  const written = (text: string, ...files: string[]): Written => ({ draft: { text }, files });
  const told = (sent: Written, key = 'gone:draft:ana:ACME-1') =>
    Object.assign(new Event('storage'), { key, newValue: JSON.stringify(sent) });

  /** What a box with this in it does when it is told. */
  function heard(here: Written, event: Event, due = false) {
    const drafts = kept();
    const shown = page();
    const empty = vi.fn();
    const one = new Keeping('ana', 'ACME-1', drafts);
    one.watch({ written: () => here, empty }, as(shown));
    if (due) one.later(here.draft);
    shown.dispatchEvent(event);
    vi.runAllTimers();
    return { emptied: empty.mock.calls.length, told: drafts.told };
  }

  it('is emptied here, and not kept again', () => {
    const sent = written('ab ', 'a.png', 'b.png');
    expect(heard(written('ab', 'a.png'), told(sent), true)).toEqual({ emptied: 1, told: [] });
  });

  it.each([
    ['other words', written('abc')],
    ['another file', written('ab', 'c.png')]
  ])('%s stay here, and are kept again', (_, here) => {
    const { text } = here.draft;
    expect(heard(here, told(written('ab')))).toEqual({ emptied: 0, told: [`kept ACME-1 ${text}`] });
  });

  it('is nothing to a box of another place, or for other news', () => {
    const nothing = { emptied: 0, told: [] };
    expect(heard(written('ab'), told(written('ab'), 'gone:draft:ana:ACME-12'))).toEqual(nothing);
    const removed = Object.assign(new Event('storage'), { key: 'gone:draft:ana:ACME-1', newValue: null });
    expect(heard(written('ab'), removed)).toEqual(nothing);
  });

  it('is told by the one that sent it', () => {
    const drafts = kept();
    new Keeping('ana', 'ACME-1', drafts).drop(written('ab'));
    expect(drafts.told).toEqual(['dropped ACME-1', 'gone ACME-1 ab']);
  });
});
