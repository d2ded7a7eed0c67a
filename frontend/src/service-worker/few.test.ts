import { describe, expect, it } from 'vitest';
import { few } from './few.ts';

describe('much to do', () => {
  it('is done a few things at a time, in order, all of it', async () => {
    const begun: number[] = [];
    let now = 0;
    let most = 0;
    await few([1, 2, 3, 4, 5, 6, 7], 3, async (thing) => {
      begun.push(thing);
      most = Math.max(most, ++now);
      await new Promise((later) => setTimeout(later));
      now -= 1;
    });

    expect([begun, most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3]);
  });

  it('ends when something goes wrong', async () => {
    const work = (thing: string) => (thing === 'b' ? Promise.reject(new Error('gone')) : Promise.resolve());

    await expect(few(['a', 'b', 'c'], 2, work)).rejects.toThrow('gone');
  });

  it('may be nothing', async () => {
    await expect(few([], 3, () => Promise.reject(new Error('none')))).resolves.toBeUndefined();
  });
});
