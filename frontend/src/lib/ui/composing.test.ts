import { expect, it } from 'vitest';
import { composes } from './composing.ts';

it.each([
  ['chooses a word', true, 13, true],
  ['ends choosing, in Safari', false, 229, true],
  ['is pressed by itself', false, 13, false]
])('Enter that %s', (_, isComposing, keyCode, expected) => {
  expect(composes({ isComposing, keyCode })).toBe(expected);
});
