import { expect, it } from 'vitest';
import { ofDesks } from './ofDesks.ts';

it('what a desk has stays when it does not answer once, and goes when it says so', async () => {
  const desks = [{ id: 'noord' }, { id: 'zuid' }];
  const before = [
    { desk: 'noord', n: 1 },
    { desk: 'zuid', n: 2 },
    { desk: 'west', n: 3 }
  ];
  const ask = (desk: string) =>
    desk === 'noord' ? Promise.reject(new Error('offline')) : Promise.resolve<typeof before>([]);

  expect(await ofDesks(desks, ask, before)).toEqual([{ desk: 'noord', n: 1 }]);
});
