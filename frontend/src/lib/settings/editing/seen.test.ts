import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import { Seen, tagOf } from './seen.ts';

const conflict = (current: unknown) => Problem.of(409, { code: 'version-conflict', current });

describe('saving what somebody else may have saved meanwhile', () => {
  it('names what the form began with, and then what it saved itself', async () => {
    const seen = new Seen('"1"', () => 'told');
    const named: (string | null)[] = [];
    const work = (tag: string | null) => Promise.resolve((named.push(tag), '"2"'));
    await seen.save(work);
    await seen.save(work);
    expect(named).toEqual(['"1"', '"2"']);
  });

  it.each([
    [{ version: 7 }, '"7"'],
    [{ rules: [] }, null]
  ])('is told once that somebody was first, and may then replace %j', async (current, next) => {
    const seen = new Seen('"1"', () => 'told');
    const refused = seen.save(() => Promise.reject(conflict(current)));
    await expect(refused).rejects.toMatchObject({ stale: true, detail: 'told' });
    const named: (string | null)[] = [];
    await seen.save((tag) => Promise.resolve((named.push(tag), null)));
    expect(named).toEqual([next]);
  });

  it('hears of other refusals as they are, and keeps its version', async () => {
    const seen = new Seen('"1"', () => 'told');
    const wrong = Problem.of(422, { code: 'invalid', field: 'name' });
    await expect(seen.save(() => Promise.reject(wrong))).rejects.toBe(wrong);
    const named: (string | null)[] = [];
    await seen.save((tag) => Promise.resolve((named.push(tag), tag)));
    expect(named).toEqual(['"1"']);
  });

  it('takes no tag from what has none', () => {
    expect([null, 'x', {}, { version: '1' }, { version: 3 }].map(tagOf)).toEqual([
      null,
      null,
      null,
      null,
      '"3"'
    ]);
  });
});
