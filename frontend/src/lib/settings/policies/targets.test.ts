import { expect, it } from 'vitest';
import { readTarget, writeTarget } from './targets.ts';

it.each([
  ['PT4H', '4', 'hours'],
  ['PT90M', '90', 'minutes'],
  ['PT1H30M', '90', 'minutes'],
  ['P2D', '2', 'days'],
  ['PT30S', 'PT30S', 'iso'],
  [undefined, '', 'hours']
] as const)('reads %s', (text, amount, unit) => {
  expect(readTarget(text)).toEqual({ amount, unit });
});

it.each(['PT4H', 'PT90M', 'P2D', 'PT30S'])('writes %s as it was', (text) => {
  expect(writeTarget(readTarget(text))).toBe(text);
});

it('writes halves of an hour, and leaves what is no number to be refused', () => {
  expect(writeTarget({ amount: '1,5', unit: 'hours' })).toBe('PT90M');
  expect(writeTarget({ amount: 'soon', unit: 'hours' })).toBe('soon');
  expect(writeTarget({ amount: ' ', unit: 'days' })).toBe('');
});
