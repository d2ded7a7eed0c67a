import { expect, it } from 'vitest';
import { same } from '#lib/settings/editing/lists.ts';
import { calendarDraft, newCalendar, specOf } from './draft.ts';
import type { Hours } from './hours.ts';

const OFFICE: Hours = [
  ['08:00', '12:00'],
  ['13:00', '17:30']
];

const spec = {
  zone: 'Europe/Oslo',
  week: { mon: OFFICE },
  holidays: { country: 'NO', extra: ['2026-12-24'], worked: ['2026-05-01'] },
  overrides: { '2026-12-31': [['09:00', '12:00']] as Hours, '2027-01-02': [] }
};

it('sends a calendar that nobody touched as it came', () => {
  expect(specOf(calendarDraft({ name: 'x', spec }))).toEqual(spec);
});

it('leaves out what says nothing', () => {
  expect(Object.keys(specOf(newCalendar('UTC')))).toEqual(['zone', 'week']);
});

it('knows an edit from none', () => {
  const draft = calendarDraft({ name: 'x', spec });
  expect(same(draft, calendarDraft({ name: 'x', spec }))).toBe(true);
  expect(same(draft, { ...draft, zone: 'UTC' })).toBe(false);
});
