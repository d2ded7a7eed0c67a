import { describe, expect, it } from 'vitest';
import { names, type Plural } from '#lib/i18n/catalogue.ts';
import { TAGS, type Language } from '#lib/i18n/languages.ts';
import en from './messages/en.ts';
import nb from './messages/nb.ts';
import nl from './messages/nl.ts';
import ru from './messages/ru.ts';
import zh from './messages/zh.ts';

const catalogues = { en, nl, nb, ru, zh } as Record<Language, Record<string, string | Plural>>;
const english = en as Record<string, string | Plural>;
const texts = (entry: string | Plural): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry);

describe.each(Object.keys(catalogues) as Language[])('what is said about notices in %s', (language) => {
  const entries = Object.entries(catalogues[language]);

  it('has the keys of English, in its order', () => {
    expect(entries.map(([key]) => key)).toEqual(Object.keys(en));
  });

  it('says something everywhere, with the same values', () => {
    for (const [key, entry] of entries) {
      const wanted = names(texts(english[key] ?? '')[0] ?? '');
      for (const text of texts(entry)) {
        expect(text.trim(), key).not.toBe('');
        expect(names(text), `${key}: ${text}`).toEqual(wanted);
      }
    }
  });

  it('has a form for every number that its grammar tells apart', () => {
    const categories = new Intl.PluralRules(TAGS[language]).resolvedOptions().pluralCategories;
    for (const [key, entry] of entries) {
      if (typeof entry !== 'string') expect(Object.keys(entry).sort(), key).toEqual([...categories].sort());
    }
  });
});
