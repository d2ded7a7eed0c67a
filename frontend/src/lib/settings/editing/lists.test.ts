import { expect, it } from 'vitest';
import { freeId, moved } from './lists.ts';

it('moves within the list and not past its ends', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

it.each([
  ['Office hours', [], 'office-hours'],
  ['Büro & Café', [], 'buro-cafe'],
  ['办公时间', ['own'], 'own-2'],
  ['x'.repeat(60), [], 'x'.repeat(27)]
])('makes an id from %s', (name, taken, id) => {
  expect(freeId(name, taken)).toBe(id);
});
