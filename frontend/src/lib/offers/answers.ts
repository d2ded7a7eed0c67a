/** A form being filled in: what it starts with, what is wrong with it, what is sent. The API says the same. Pure. */
import type { FormField, Value } from './api.ts';

export type Answers = Record<string, Value>;
export type Wrong = 'required' | 'tick' | 'date' | 'long';

const LONGEST: Partial<Record<FormField['kind'], number>> = { text: 200, long: 4000 };

export function blank(fields: readonly FormField[]): Answers {
  return Object.fromEntries(fields.map(({ id, kind }) => [id, kind === 'checkbox' ? false : '']));
}

/** What is wrong, by field. */
export function wrongs(fields: readonly FormField[], answers: Answers): Record<string, Wrong> {
  const found = fields.map((field) => [field.id, wrong(field, answers[field.id] ?? '')] as const);
  return Object.fromEntries(found.filter((one): one is readonly [string, Wrong] => one[1] !== null));
}

function wrong({ kind, required }: FormField, value: Value): Wrong | null {
  if (kind === 'checkbox') return required && value !== true ? 'tick' : null;
  const text = String(value).trim();
  if (!text) return required ? 'required' : null;
  if (kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(text)) return 'date';
  return text.length > (LONGEST[kind] ?? Infinity) ? 'long' : null;
}

/** Of answers that were kept: those to questions that are still asked, and can still be given. */
export function known(fields: readonly FormField[], kept: Answers): Answers {
  const still = fields.flatMap((field): [string, Value][] => {
    const value = kept[field.id];
    const fits = field.kind === 'checkbox' ? typeof value === 'boolean' : typeof value === 'string';
    const there = field.kind !== 'choice' || field.choices.some(({ id }) => id === value);
    return value !== undefined && fits && there ? [[field.id, value]] : [];
  });
  return Object.fromEntries(still);
}

/** Without what was left open. */
export function filled(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''));
}
