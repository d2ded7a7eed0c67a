import { expect, it } from 'vitest';
import { nextId, type Waiting } from './outgoing.ts';
import { sendable } from './sending.ts';

it('ids grow within one moment', () => {
  const ids = [nextId(5, 'zz'), nextId(5, 'aa'), nextId(4, 'mm')];
  expect([...ids].sort()).toEqual(ids);
});

it('ids grow where the clock was set back, and follow what another tab wrote', () => {
  const before = nextId(9_000_000, 'aa');
  const other = before.replace(/^\d+/, (digits) => String(Number(digits) + 50).padStart(16, '0'));

  expect(nextId(1000, 'zz', other) > other).toBe(true);
});

it('trouble holds up only what follows on its ticket', () => {
  const one = (id: string, of: string, trouble = false) =>
    ({ id, ticket: of, trouble: trouble ? { kind: 'refused', code: '', detail: '' } : null }) as Waiting;
  const all = [one('1', 'A'), one('2', 'A', true), one('3', 'B'), one('4', 'A')];
  expect(sendable(all).map((w) => w.id)).toEqual(['1', '3']);
});
