import { describe, expect, it } from 'vitest';
import { render } from './catalogue.ts';
import { direction, pickLanguage, TAGS } from './languages.ts';
import nl from './messages/nl.ts';
import ru from './messages/ru.ts';

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

  it.each(Object.values(TAGS))('writes every number in %s as its formatter would', (tag) => {
    const formatter = new Intl.NumberFormat(tag);
    const numbers = [...Array.from({ length: 1001 }, (_, n) => n), -1, 0.5, 1234567];
    expect(numbers.map((n) => render('{n}', { n }, tag))).toEqual(numbers.map((n) => formatter.format(n)));
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
