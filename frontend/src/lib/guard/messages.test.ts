import { describe, expect, it } from 'vitest';
import { names, type Plural } from '#lib/i18n/catalogue.ts';
import { TAGS, type Language } from '#lib/i18n/languages.ts';

type Texts = Record<string, string | Plural>;

const files: Record<string, { default: Texts }> = import.meta.glob('./**/messages/*.ts', { eager: true });
const texts = (entry: string | Plural): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry);
const languageOf = (file: string) => file.slice(-5, -3) as Language;
const english = (file: string): Texts => files[file.replace(/..\.ts$/u, 'en.ts')]?.default ?? {};

it('has five languages everywhere', () => {
  const folders = Object.keys(files).map((file) => file.slice(0, -5));
  for (const folder of new Set(folders)) {
    const spoken = Object.keys(files).filter((file) => file.startsWith(folder));
    expect(spoken.map(languageOf).sort(), folder).toEqual(Object.keys(TAGS).sort());
  }
});

describe.each(Object.keys(files))('what is said in %s', (file) => {
  const said = files[file]?.default ?? {};

  it('has the keys of English, in its order', () => {
    expect(Object.keys(said)).toEqual(Object.keys(english(file)));
    expect(Object.keys(said).length).toBeGreaterThan(5);
  });

  it('says something everywhere, with the same values', () => {
    for (const [key, entry] of Object.entries(said)) {
      const wanted = names(texts(english(file)[key] ?? '')[0] ?? '');
      for (const text of texts(entry)) {
        expect(text.trim(), key).not.toBe('');
        expect(names(text), `${key}: ${text}`).toEqual(wanted);
      }
    }
  });

  it('has a form for every number that its grammar tells apart', () => {
    const categories = new Intl.PluralRules(TAGS[languageOf(file)]).resolvedOptions().pluralCategories;
    for (const [key, entry] of Object.entries(said)) {
      if (typeof entry !== 'string') expect(Object.keys(entry).sort(), key).toEqual([...categories].sort());
    }
  });
});
