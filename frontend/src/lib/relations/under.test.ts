import { expect, it } from 'vitest';
import type { State, TicketView } from '#lib/api/types.ts';
import { goesOnIn, keysUnder, leavesOthers } from './under.ts';

const ticket = (state: State, ...links: [string, string][]) =>
  ({ state, links: links.map(([relation, key]) => ({ relation, key })) }) as TicketView;

const PARENT: [string, string][] = [
  ['parent-of', 'ACME-2'],
  ['related-to', 'ACME-3'],
  ['parent-of', 'DUIN-1']
];

it('counts those that stand under it, and no others', () => {
  expect(keysUnder(ticket('open', ...PARENT))).toEqual(['ACME-2', 'DUIN-1']);
  expect(keysUnder(ticket('open', ['child-of', 'ACME-9']))).toEqual([]);
});

it('asks once: when it becomes solved', () => {
  const open = ticket('open', ...PARENT);
  const solved = ticket('solved', ...PARENT);
  expect(leavesOthers(open, solved)).toBe(true);
  expect(leavesOthers(solved, ticket('closed', ...PARENT))).toBe(false);
  expect(leavesOthers(solved, open)).toBe(false);
  expect(leavesOthers(ticket('open'), ticket('solved'))).toBe(false);
});

it('knows where a merged ticket goes on', () => {
  expect(goesOnIn(ticket('closed', ['related-to', 'ACME-3'], ['merged-into', 'ACME-9']))).toBe('ACME-9');
  expect(goesOnIn(ticket('open', ['merged-from', 'ACME-9']))).toBeNull();
});
