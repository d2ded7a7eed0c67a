import { describe, expect, it } from 'vitest';
import { blank, filled, known, wrongs } from './answers.ts';
import type { FormField } from './api.ts';

const field = (id: string, kind: FormField['kind'], required = true): FormField => ({
  id,
  kind,
  required,
  label: id,
  labels: {},
  help: '',
  helps: {},
  choices: []
});
const form = [
  field('who', 'text'),
  field('from', 'date', false),
  field('size', 'choice'),
  field('ok', 'checkbox')
];

describe('a form', () => {
  it('starts empty, and says everything that is missing', () => {
    expect(wrongs(form, blank(form))).toEqual({ who: 'required', size: 'required', ok: 'tick' });
  });

  it.each([
    [{ who: ' ' }, { who: 'required' }],
    [{ who: 'x'.repeat(201) }, { who: 'long' }],
    [{ from: 'soon' }, { from: 'date' }],
    [{ from: '2026-12-01' }, {}]
  ])('%j: %j', (change, said) => {
    expect(wrongs(form, { who: 'Kim', from: '', size: 's', ok: true, ...change })).toEqual(said);
  });

  it('takes back what was kept, where it is still asked', () => {
    const kept = { who: 'Kim', size: 'gone', ok: true, from: true, old: 'x' };
    expect(known(form, kept)).toEqual({ who: 'Kim', ok: true });
  });

  it('sends what was answered, and a no as a no', () => {
    expect(filled({ who: 'Kim', from: '', ok: false })).toEqual({ who: 'Kim', ok: false });
  });
});
