import { expect, it } from 'vitest';
import { nextId, type Waiting } from './outgoing.ts';
import { sendable } from './sending.ts';

it('ids grow within one moment', () => {
  const ids = [nextId(5, 'zz'), nextId(5, 'aa'), nextId(4, 'mm')];
  expect([...ids].sort()).toEqual(ids);
});

it('trouble holds up only what follows on its ticket', () => {
  const one = (id: string, of: string, trouble = false) =>
    ({ id, ticket: of, trouble: trouble ? { kind: 'refused', code: '', detail: '' } : null }) as Waiting;
  const all = [one('1', 'A'), one('2', 'A', true), one('3', 'B'), one('4', 'A')];
  expect(sendable(all).map((w) => w.id)).toEqual(['1', '3']);
});
