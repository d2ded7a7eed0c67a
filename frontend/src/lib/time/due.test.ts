import { describe, expect, it } from 'vitest';
import { exact, fileSize, stretch, when } from '../i18n/format.ts';
import { dueText, tone } from './due.ts';
import { isoDuration } from './duration.ts';
import { greeting } from './greeting.ts';

const now = new Date(2026, 4, 13, 10, 0); // a Wednesday
const at = (days: number, hour: number, minute = 0) => new Date(2026, 4, 13 + days, hour, minute);

describe('dueText', () => {
  it.each([
    [at(0, 10, 42), { key: 'due.left', time: '0:42' }],
    [at(0, 17, 59), { key: 'due.left', time: '7:59' }],
    [at(0, 19), { key: 'due.today', time: '19:00' }],
    [at(1, 10, 30), { key: 'due.tomorrow', time: '10:30' }],
    [at(2, 10, 30), { key: null, time: 'Fri 10:30' }],
    [at(0, 8, 40), { key: 'due.overdue', time: '1:20' }],
    [at(0, 10), { key: 'due.overdue', time: '0:00' }],
    [at(-3, 9), { key: 'due.overdueDays', n: 3 }]
  ])('%s', (due, said) => {
    expect(dueText(due, now, 'en-GB')).toEqual(said);
  });

  it('says tomorrow for just after midnight only when it is far enough away to matter', () => {
    const late = new Date(2026, 4, 13, 23, 30);
    expect(dueText(new Date(2026, 4, 14, 0, 10), late, 'en-GB')).toEqual({ key: 'due.left', time: '0:40' });
  });
});

describe('tone', () => {
  it('turns soon within four hours, and overdue at the very instant', () => {
    expect([at(0, 14, 1), at(0, 14), at(0, 10), at(0, 9)].map((due) => tone(due, now))).toEqual([
      'calm',
      'soon',
      'overdue',
      'overdue'
    ]);
  });
});

describe('when', () => {
  it('grows with the distance', () => {
    const said = [at(0, 9, 12), at(-1, 9, 12), at(-20, 9, 12), new Date(2024, 10, 2)];
    expect(said.map((date) => when(date, now, 'en-GB'))).toEqual([
      '09:12',
      'Tue 09:12',
      '23 Apr, 09:12',
      '2 Nov 2024'
    ]);
  });

  it('leaves nothing out when asked for the exact instant', () => {
    expect(exact(at(0, 9, 12), 'nl')).toContain('13 mei 2026');
  });
});

it('writes stretches as hours and minutes', () => {
  expect([0, 59, 60, 2520, 97_500, -2520].map(stretch)).toEqual([
    '0:00',
    '0:00',
    '0:01',
    '0:42',
    '27:05',
    '0:42'
  ]);
});

it('writes sizes in the unit that fits', () => {
  expect([0, 999, 12_345, 3_400_000].map((n) => fileSize(n, 'en-GB'))).toEqual([
    '0 byte',
    '999 byte',
    '12 kB',
    '3.4 MB'
  ]);
});

it.each([
  ['PT4H30M', '4 hours 30 minutes'],
  ['PT1H', '1 hour'],
  ['P2D', '2 days'],
  ['PT0S', 'PT0S'],
  ['soon', 'soon']
])('reads the target %s', (target, said) => {
  expect(isoDuration(target, 'en-GB')).toBe(said);
});

it('greets by the hour', () => {
  expect([5, 11, 12, 17, 18, 4].map((hour) => greeting(at(0, hour)).split('.')[1])).toEqual([
    'morning',
    'morning',
    'afternoon',
    'afternoon',
    'evening',
    'evening'
  ]);
});
