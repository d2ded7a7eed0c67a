import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import { faultIn, lineAt, rowsOf, sourceOf, withLetter } from './letters.ts';
import { foundIn, moveSender, withoutSender } from './senders.ts';
import type { Letters, SenderRules } from './types.ts';

const mine: Letters = { answer: { nl: { subject: '', text: 'mine', html: '' } } };
const desks: Letters = { answer: { '': { subject: '', text: 'desk', html: '' } } };

describe('whose words a letter goes out in', () => {
  it.each([
    ['nl', 'tenant', 'nl'],
    ['en', 'desk', '']
  ])('%s: of the %s', (language, level, by) => {
    expect(sourceOf('answer', language, mine, desks)).toMatchObject({ level, by });
  });

  it('is ours where nobody wrote one', () => {
    expect(sourceOf('acknowledgement', 'nl', mine, desks)).toEqual({
      level: 'standard',
      by: '',
      template: null
    });
  });

  it('has a row for languages beside our own', () => {
    const rows = rowsOf({ answer: { de: { text: 'x' } } }, {});
    expect(rows.filter((row) => row.language === 'de').map((row) => row.source.level)).toEqual(['tenant']);
  });
});

it('sets one letter and leaves the others', () => {
  const both = withLetter(mine, 'answer', 'en', { subject: 's', text: '', html: '' });
  expect(Object.keys(both.answer ?? {})).toEqual(['nl', 'en']);
  expect(withLetter(both, 'answer', 'nl', null).answer).toEqual({
    en: { subject: 's', text: '', html: '' }
  });
});

it('finds the line that is wrong', () => {
  const problem = new Problem({
    status: 422,
    code: 'invalid',
    field: 'template.text',
    detail: 'template.text: line 2: there is no “x” here'
  });
  expect(faultIn(problem, ['template'], 'text')).toEqual({ line: 2, text: 'there is no “x” here' });
  expect(faultIn(problem, ['template'], 'html')).toBeNull();
  expect('a\nbcd\ne'.slice(...lineAt('a\nbcd\ne', 2))).toBe('bcd');
});

describe('sender lists', () => {
  const rules: SenderRules = {
    allow: ['a.example'],
    block: ['b.example'],
    only_allowed: false,
    unverified_reopens: true,
    added: {}
  };

  it('hold an entry once', () => {
    expect(moveSender(rules, 'block', '@A.Example').allow).toEqual([]);
    expect(withoutSender(rules, 'b.example').block).toEqual([]);
  });

  it('can be searched', () => {
    expect(foundIn(['b.example', 'a.example', 'c.test'], 'EXAMPLE')).toEqual(['a.example', 'b.example']);
  });
});
