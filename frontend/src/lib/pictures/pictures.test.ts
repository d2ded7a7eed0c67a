import { expect, it } from 'vitest';
import { PICTURES } from './drawings.ts';
import en from './messages/en.ts';

it('says every picture there is, and no other', () => {
  expect(Object.keys(en)).toEqual(['picture.none', ...PICTURES.map((name) => `picture.${name}`)]);
  expect(new Set(Object.values(en)).size).toBe(Object.keys(en).length);
});
