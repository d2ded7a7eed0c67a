import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** A ticket of the API: refuses what was not done to its present version. */
function ticket(version: number) {
  const done: string[] = [];
  const now = { version };
  const work = (name: string) => async (against: number | null) => {
    if (against !== null && against !== now.version) throw new Error(`${name}: not ${against}`);
    await Promise.resolve();
    done.push(name);
    return { version: ++now.version };
  };
  return { done, now, work };
}

it('what was done at once to the same version is done one after the other', async () => {
  const { done, work } = ticket(3);
  const turns = new Turns();

  await Promise.all([turns.attempt('A-1', 3, work('take')), turns.attempt('A-1', 3, work('solve'))]);
  await turns.attempt('A-1', 4, work('take back'));

  expect(done).toEqual(['take', 'solve', 'take back']);
});

it('what somebody else did in between is no version of ours', async () => {
  const { done, now, work } = ticket(3);
  const turns = new Turns();
  await turns.attempt('A-1', 3, work('take'));
  now.version += 1;

  await expect(turns.attempt('A-1', 4, work('solve'))).rejects.toThrow('not 4');
  await turns.attempt('A-1', 5, work('look, then solve'));
  await expect(turns.attempt('A-1', 3, work('old'))).rejects.toThrow('not 3');
  await turns.attempt('A-1', null, work('whatever it is'));

  expect(done).toEqual(['take', 'look, then solve', 'whatever it is']);
});

it('that somebody else was there too is seen by the number', async () => {
  const turns = new Turns();
  await turns.attempt('A-1', 3, () => Promise.resolve({ version: 5 }));
  await turns.attempt('A-1', 3, async (version) => (expect(version).toBe(3), { version: 6 }));
});

it('one that fails holds up nothing, and other tickets wait for nothing', async () => {
  const { done, work } = ticket(3);
  const turns = new Turns();
  void turns.attempt('B-1', 1, () => new Promise<never>(() => undefined));
  const failed = turns.attempt('A-1', 3, () => Promise.reject(new Error('refused')));

  await turns.attempt('A-1', 3, work('take'));

  await expect(failed).rejects.toThrow('refused');
  expect(done).toEqual(['take']);
});
