import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plainIcon } from './plain-icons.ts';

const FOLDER = new URL('../node_modules/@lucide/svelte/dist/icons/', import.meta.url);

it('writes an icon of the library as its drawing', () => {
  const plain = plainIcon(readFileSync(new URL('user-round.svelte', FOLDER), 'utf8'));

  expect(plain).toContain('<circle cx="12" cy="8" r="5" /><path d="M20 21a8 8 0 0 0-16 0" /></svg>');
  expect(plain).not.toMatch(/Icon\.svelte|svelte:element/);
});

it('refuses what it does not know', () => {
  expect(() => plainIcon('<svg />')).toThrow('another way');
  expect(() => plainIcon('const iconData = { "size": 24, "node": [["path", { "d": "{evil}" }]] };')).toThrow(
    'strange icon'
  );
});
