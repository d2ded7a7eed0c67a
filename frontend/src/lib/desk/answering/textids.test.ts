import { expect, it } from 'vitest';
import { idFor } from './textids.ts';

it.each([
  ['Thank you!', [], 'thank-you'],
  ['Thank you', ['thank-you', 'thank-you-2'], 'thank-you-3'],
  ['Ångström', [], 'angstrom'],
  ['谢谢', ['text'], 'text-2'],
  ['x'.repeat(60), [], 'x'.repeat(27)]
])('%s with %j becomes %s', (name, taken, id) => {
  expect(idFor(name, new Set(taken))).toBe(id);
});
