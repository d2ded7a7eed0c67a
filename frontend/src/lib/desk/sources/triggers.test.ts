import { describe, expect, it } from 'vitest';
import { filled, fits, replaced, triggerAt } from './triggers.ts';

const SIGNS = ['::', '@@', '??'];
const at = (text: string) => triggerAt(text, text.length, SIGNS);

describe('signs that call a list', () => {
  it.each([
    ['::', { signs: '::', typed: '', from: 0 }],
    ['Dear Pim, ::tha', { signs: '::', typed: 'tha', from: 10 }],
    ['line\n@@lars b', { signs: '@@', typed: 'lars b', from: 5 }],
    ['::one and @@two', { signs: '@@', typed: 'two', from: 10 }]
  ])('%j', (text, trigger) => {
    expect(at(text)).toEqual(trigger);
  });

  it.each(['really??', 'std::vector', 'a@@b', ':: ', '::one\ntwo', `::${'x'.repeat(41)}`, 'nothing'])(
    '%j calls nothing',
    (text) => {
      expect(at(text)).toBeNull();
    }
  );

  it('looks before the caret only', () => {
    expect(triggerAt('a ::b', 2, SIGNS)).toBeNull();
  });

  it('is replaced by what was chosen, and the rest stays', () => {
    const text = 'Hi ::th and more';
    const trigger = triggerAt(text, 7, SIGNS);
    expect(trigger && replaced(text, 7, trigger, 'Thanks')).toEqual({
      text: 'Hi Thanks and more',
      caret: 9
    });
  });
});

it('fills names in and leaves what it does not know', () => {
  expect(filled('Dear {requester.name}, {nothing.here}', { 'requester.name': 'Pim' })).toBe(
    'Dear Pim, {nothing.here}'
  );
});

it('fits by the beginnings of words', () => {
  expect([
    fits('', 'Thanks'),
    fits('tha', 'Many thanks'),
    fits('ma th', 'Many thanks'),
    fits('nks', 'Thanks')
  ]).toEqual([true, true, true, false]);
});
