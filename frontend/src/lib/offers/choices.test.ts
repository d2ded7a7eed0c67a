import { expect, it } from 'vitest';
import { choicesOf, linesOf } from './choices.ts';

it('keeps what keeps its words, with its translations', () => {
  const before = [{ id: 'small', label: 'Small', labels: { nl: 'Klein' } }];
  const after = choicesOf('Large\n\n Small \nLarge', before);

  expect(after.map(({ label }) => label)).toEqual(['Large', 'Small']);
  expect(after[1]).toEqual(before[0]);
  expect(new Set(after.map(({ id }) => id)).size).toBe(2);
  expect(linesOf(after)).toBe('Large\nSmall');
});
