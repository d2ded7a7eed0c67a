import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { usesIn } from '../../../tools/used-keys.ts';
import { names, type Plural } from './catalogue.ts';
import { LANGUAGES, TAGS, type Language } from './languages.ts';

type Catalogue = Record<string, string | Plural>;

const files = import.meta.glob<Catalogue>('/src/**/messages/*.ts', { eager: true, import: 'default' });
const areaOf = (file: string) => file.slice('/src/'.length, file.indexOf('/messages/'));
const areas = [...new Set(Object.keys(files).map(areaOf))];
const read = (area: string, language: Language) => files[`/src/${area}/messages/${language}.ts`] ?? {};
const texts = (entry: string | Plural): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry);

const SRC = fileURLToPath(new URL('../../', import.meta.url));
const uses = usesIn(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(svelte|ts)$/.test(path) && !/(\.test|\.d)\.ts$|\/messages\//.test(path))
    .map((path) => ({ path, text: readFileSync(SRC + path, 'utf8') }))
);

it('finds the areas', () => {
  expect(areas).toEqual(expect.arrayContaining(['lib/i18n', 'lib/desk', 'lib/desk/merging']));
});

describe.each(areas)('the words of %s', (area) => {
  const english = read(area, 'en');

  it('are all asked for', () => {
    expect(Object.keys(english).filter((key) => !uses.has(area, key))).toEqual([]);
  });

  describe.each(Object.keys(LANGUAGES) as Language[])('in %s', (language) => {
    const entries = Object.entries(read(area, language));

    it('have the keys of English, in its order', () => {
      expect(entries.map(([key]) => key)).toEqual(Object.keys(english));
    });

    it('say something everywhere, with the same values in every form', () => {
      for (const [key, entry] of entries) {
        const wanted = names(texts(english[key] ?? '')[0] ?? '');
        for (const text of texts(entry)) {
          expect(text.trim(), key).not.toBe('');
          expect(names(text), `${key}: ${text}`).toEqual(wanted);
        }
      }
    });

    it('have a form for every number that the grammar tells apart', () => {
      const forms = new Intl.PluralRules(TAGS[language]).resolvedOptions().pluralCategories;
      for (const [key, entry] of entries) {
        if (typeof entry !== 'string') expect(Object.keys(entry).sort(), key).toEqual([...forms].sort());
      }
    });
  });
});
