import { expect, it } from 'vitest';
import { DRAWINGS } from '../src/lib/pictures/drawings.ts';
import { sheetOf } from './picture-sheet.ts';

it('holds every picture under its own name', () => {
  const sheet = sheetOf(DRAWINGS);

  expect([...sheet.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1])).toEqual(
    Object.keys(DRAWINGS)
  );
  expect(sheetOf({ somebody: 'user-round' })).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="somebody" viewBox="0 0 24 24">' +
      '<circle cx="12" cy="8" r="5" /><path d="M20 21a8 8 0 0 0-16 0" /></symbol></svg>\n'
  );
});

it('knows no icon that the library does not have', () => {
  expect(() => sheetOf({ never: 'no-such-icon' })).toThrow('no-such-icon');
});
