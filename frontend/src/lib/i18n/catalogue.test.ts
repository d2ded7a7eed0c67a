import { describe, expect, it } from 'vitest';
import { names, render, type Catalogue, type Plural } from './catalogue.ts';
import { LANGUAGES, TAGS, direction, pickLanguage, type Language } from './languages.ts';
import en from './messages/en.ts';
import nb from './messages/nb.ts';
import nl from './messages/nl.ts';
import ru from './messages/ru.ts';
import zh from './messages/zh.ts';

const catalogues: Record<Language, Catalogue> = { en, nl, nb, ru, zh };
const texts = (entry: string | Plural): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry);

describe.each(Object.keys(LANGUAGES) as Language[])('the catalogue of %s', (language) => {
  const catalogue = catalogues[language];

  it('has the keys of English, in its order', () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(en));
  });

  it('names the same values as English in every form', () => {
    for (const [key, entry] of Object.entries(catalogue) as [keyof Catalogue, string | Plural][]) {
      const wanted = names(texts(en[key])[0] ?? '');
      for (const text of texts(entry)) expect(names(text), `${key}: ${text}`).toEqual(wanted);
    }
  });

  it('has a form for every number that its grammar tells apart', () => {
    const categories = new Intl.PluralRules(TAGS[language]).resolvedOptions().pluralCategories;
    for (const [key, entry] of Object.entries(catalogue)) {
      if (typeof entry === 'string') continue;
      expect(Object.keys(entry).sort(), key).toEqual([...categories].sort());
    }
  });

  it('says something everywhere', () => {
    for (const [key, entry] of Object.entries(catalogue)) {
      for (const text of texts(entry)) expect(text.trim(), key).not.toBe('');
    }
  });
});

describe('render', () => {
  it('fills names in and leaves unknown ones visible', () => {
    expect(render('Send to {name}, {what}', { name: 'Pim' }, 'en')).toBe('Send to Pim, {what}');
  });

  it('does not fill in what a value itself contains', () => {
    expect(render('{a} {b}', { a: '{b}', b: 'x' }, 'en')).toBe('{b} x');
  });

  it('chooses the form that the number asks for', () => {
    expect([1, 2, 5, 21].map((n) => render(ru['list.count'], { n }, 'ru'))).toEqual([
      '1 заявка',
      '2 заявки',
      '5 заявок',
      '21 заявка'
    ]);
  });

  it('writes numbers as the language does', () => {
    expect(render(nl['list.count'], { n: 1200 }, 'nl')).toBe('1.200 tickets');
  });
});

describe('pickLanguage', () => {
  it.each([
    [['zh-Hans-CN', 'en'], 'zh'],
    [['nn-NO'], 'nb'],
    [['no'], 'nb'],
    [[null, undefined, '', 'fr', 'nl-BE'], 'nl'],
    [['constructor', 'fr'], 'en'],
    [[], 'en']
  ])('%j -> %s', (wishes, language) => {
    expect(pickLanguage(wishes)).toBe(language);
  });

  it('knows which way a language is written', () => {
    expect([direction('ar-EG'), direction('zh-CN')]).toEqual(['rtl', 'ltr']);
  });
});
