import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import { calendarDraft, freeId, moved, newCalendar, rulesOf, same, specOf } from './drafts.ts';
import { faultAt } from './fields.ts';
import {
  bars,
  dragged,
  drawn,
  fault,
  minutesOf,
  openMinutes,
  sorted,
  stepped,
  withAnother,
  type Hours
} from './hours.ts';
import { ledger, nextStep } from './ledger.ts';
import { cleaned, further, headersFrom, headersText, listed } from './routing.ts';
import { readTarget, writeTarget } from './targets.ts';
import type { Explanation, RoutingTrial } from './types.ts';
import { spanIn } from './zoned.ts';

const OFFICE: Hours = [
  ['08:00', '12:00'],
  ['13:00', '17:30']
];

describe('hours', () => {
  it.each([
    ['8:30', 510],
    ['0830', 510],
    ['8.30', 510],
    ['8', 480],
    ['24:00', 1440],
    ['24:15', null],
    ['12:60', null],
    ['noon', null]
  ])('reads %s', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  it('steps to the next quarter, within the day', () => {
    expect([stepped('08:07', 1), stepped('08:07', -1), stepped('24:00', 1), stepped('x', 1)]).toEqual([
      '08:15',
      '08:00',
      '24:00',
      'x'
    ]);
  });

  it('draws what can be drawn and counts it', () => {
    expect(bars([...OFFICE, ['late', '20:00']]).map((bar) => bar.from)).toEqual([480, 780]);
    expect(openMinutes([['00:00', '24:00']])).toBe(1440);
  });

  it('finds what is wrong with an interval', () => {
    const hours: Hours = [...OFFICE, ['12:00', '13:30'], ['18:00', '18:00'], ['', '20:00']];
    expect(hours.map((_, i) => fault(hours, i))).toEqual([null, 'overlap', 'overlap', 'order', 'time']);
  });

  it('stops an interval that is dragged at its neighbours and at midnight', () => {
    expect(dragged(OFFICE, 0, 'end', 300)[0]).toEqual(['08:00', '13:00']);
    expect(dragged(OFFICE, 1, 'end', 9999)[1]).toEqual(['13:00', '24:00']);
    expect(dragged(OFFICE, 1, 'whole', -300)[1]).toEqual(['12:00', '16:30']);
    expect(dragged(OFFICE, 0, 'start', 9999)[0]).toEqual(['11:45', '12:00']);
  });

  it('draws a new interval only where there is room', () => {
    expect(drawn(OFFICE, 1080, 1202)?.at(-1)).toEqual(['18:00', '20:00']);
    expect(drawn(OFFICE, 1080, 400)?.at(-1)).toEqual(['17:30', '18:00']);
    expect(drawn(OFFICE, 500, 900)).toBeNull();
  });

  it('adds after the last, before the first, or not at all', () => {
    expect(withAnother([])).toEqual([['09:00', '17:00']]);
    expect(withAnother(OFFICE)?.at(-1)).toEqual(['18:30', '22:30']);
    expect(withAnother([['09:00', '24:00']])?.at(-1)).toEqual(['05:00', '08:45']);
    expect(withAnother([['00:00', '24:00']])).toBeNull();
  });

  it('puts a day in order without losing what cannot be read', () => {
    expect(
      sorted([
        ['x', '9'],
        ['13', '17'],
        ['8', '12']
      ])
    ).toEqual([
      ['08:00', '12:00'],
      ['13:00', '17:00'],
      ['x', '09:00']
    ]);
  });
});

describe('drafts', () => {
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

  it('sends only conditions and targets that say something', () => {
    const rule = { id: 'a', calendar: 'c', targets: { resolution: ' ', ola: 'PT1H' }, warn_at: [] };
    const [sent] = rulesOf([{ ...rule, when: { priority: ['high', ' '], tenant: [], vip: null } }]);
    expect(sent).toMatchObject({ when: { priority: ['high'] }, targets: { ola: 'PT1H' } });
    expect(Object.keys(sent?.when ?? {})).toEqual(['priority']);
  });

  it('moves within the list and not past its ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });

  it.each([
    ['Office hours', [], 'office-hours'],
    ['Büro & Café', [], 'buro-cafe'],
    ['办公时间', ['own'], 'own-2'],
    ['x'.repeat(60), [], 'x'.repeat(27)]
  ])('makes an id from %s', (name, taken, id) => {
    expect(freeId(name, taken)).toBe(id);
  });

  it('knows an edit from none', () => {
    const draft = calendarDraft({ name: 'x', spec });
    expect(same(draft, calendarDraft({ name: 'x', spec }))).toBe(true);
    expect(same(draft, { ...draft, zone: 'UTC' })).toBe(false);
  });
});

describe('targets', () => {
  it.each([
    ['PT4H', '4', 'hours'],
    ['PT90M', '90', 'minutes'],
    ['PT1H30M', '90', 'minutes'],
    ['P2D', '2', 'days'],
    ['PT30S', 'PT30S', 'iso'],
    [undefined, '', 'hours']
  ] as const)('reads %s', (text, amount, unit) => {
    expect(readTarget(text)).toEqual({ amount, unit });
  });

  it.each(['PT4H', 'PT90M', 'P2D', 'PT30S'])('writes %s as it was', (text) => {
    expect(writeTarget(readTarget(text))).toBe(text);
  });

  it('writes halves of an hour, and leaves what is no number to be refused', () => {
    expect(writeTarget({ amount: '1,5', unit: 'hours' })).toBe('PT90M');
    expect(writeTarget({ amount: 'soon', unit: 'hours' })).toBe('soon');
    expect(writeTarget({ amount: ' ', unit: 'days' })).toBe('');
  });
});

it('knows which field a refusal is about', () => {
  const problem = new Problem({
    status: 422,
    code: 'invalid',
    detail: 'overlaps',
    field: 'spec.week.mon[1]'
  });
  expect(faultAt(problem, 'spec.week.mon')).toBe('Overlaps');
  expect(faultAt(problem, 'spec.week.mo')).toBe('');
  expect(faultAt(null, 'spec')).toBe('');
});

describe('ledger', () => {
  const H = 3600_000;
  const at = (hours: number) => new Date(Date.UTC(2026, 10, 20) + hours * H).toISOString();
  const stretch = (from: number, to: number) => ({
    start: at(from),
    end: at(to),
    counted_seconds: (to - from) * 3600,
    calendar: 'c',
    intervals: [[at(from), at(to)]] as [string, string][]
  });
  const why: Explanation = {
    clock: 'resolution', team: null, state: 'running', policy: 'p', rule: 'r', rule_name: 'R',
    conditions: {}, target: 'PT4H', budget_seconds: 14400, calendar: 'c', zone: 'UTC', started_at: at(9),
    at: at(12), spent_seconds: 7200, remaining_seconds: 7200, due_at: at(14), met_at: null, breached_at: null,
    counted: [stretch(9, 10), stretch(11, 12)], pauses: [[at(10), at(11)]], ahead: stretch(12, 14), steps: []
  }; // prettier-ignore

  it('tells counted time, waits, now and the due instant in order', () => {
    expect(ledger(why).map((row) => row.kind)).toEqual(['open', 'pause', 'open', 'now', 'open', 'due']);
    expect(ledger(why).flatMap((row) => (row.kind === 'open' ? [row.sum] : []))).toEqual([3600, 7200, 14400]);
  });

  it('cuts what was counted where the promise broke', () => {
    const late = { ...why, at: at(16), counted: [stretch(9, 16)], pauses: [], ahead: null, due_at: at(13) };
    const rows = ledger(late as Explanation);
    expect(rows.map((row) => row.kind)).toEqual(['open', 'due', 'open']);
    expect(rows.map((row) => row.kind === 'open' && row.late)).toEqual([false, false, true]);
  });

  it('leaves the due instant out when the promise was kept before', () => {
    const met = { ...why, state: 'met' as const, met_at: at(12), ahead: null };
    expect(ledger(met).map((row) => row.kind)).toEqual(['open', 'pause', 'open']);
  });

  it('shows time counted by a calendar that is gone', () => {
    const gone = { ...why, counted: [{ ...stretch(9, 10), intervals: [] }], pauses: [], ahead: null };
    expect(ledger(gone)[0]).toMatchObject({ kind: 'open', seconds: 3600 });
  });

  it('finds the next step', () => {
    const steps = [
      { id: 'warn-75', kind: 'warn', percent: 75, at: at(13), fired_at: at(13) },
      { id: 'breach', kind: 'breach', at: at(14) }
    ] as Explanation['steps'];
    expect(nextStep({ ...why, steps })?.id).toBe('breach');
    expect(nextStep(why)).toBeNull();
  });
});

it('writes spans by the clocks of the zone, with the end of a day as 24:00', () => {
  const at = (text: string) => Date.parse(text);
  const span = (a: string, b: string) => spanIn(at(a), at(b), 'Europe/Amsterdam', 'en-GB');
  expect(span('2026-11-20T15:30:00Z', '2026-11-20T16:30:00Z')).toMatch(/^Fri,? 20 Nov, 16:30 – 17:30$/);
  expect(span('2026-11-20T15:30:00Z', '2026-11-20T23:00:00Z')).toMatch(/– 24:00$/);
  expect(span('2026-11-20T15:30:00Z', '2026-11-23T08:00:00Z')).toMatch(/Fri.*Mon.*09:00$/);
});

describe('routing', () => {
  it('reads lists and headers as they are typed', () => {
    expect(listed('a@b.example, c.example;\n d ')).toEqual(['a@b.example', 'c.example', 'd']);
    const headers = headersFrom('List-Id: news: weekly\n\nX-Spam');
    expect(headers).toEqual([{ name: 'List-Id', contains: 'news: weekly' }, { name: 'X-Spam' }]);
    expect(headersFrom(headersText(headers))).toEqual(headers);
  });

  it('sends only what says something', () => {
    const rule = {
      id: 'a',
      name: ' A ',
      when: { words: [], look_in: 'body' as const },
      set: { team: null, tags: ['x'] }
    };
    expect(cleaned([rule])).toEqual([{ id: 'a', name: 'A', when: {}, set: { tags: ['x'] } }]);
  });
});

describe('a dry run that goes on', () => {
  const mail = (ticket: string, at: string) => ({ ticket, at, rule: null }) as RoutingTrial['mails'][number];
  const first = {
    mails: [mail('A-2', '2026-11-20T09:00:00Z')],
    unread: 1,
    complete: false,
    tenants: 50,
    of: 73,
    next: 'm'
  };
  const then = {
    mails: [mail('Z-1', '2026-11-21T09:00:00Z')],
    unread: 2,
    complete: true,
    tenants: 23,
    of: 73,
    next: null
  };

  it('counts both, newest mail first, and knows that nothing is left', () => {
    expect(further(first, then)).toEqual({
      mails: [then.mails[0], first.mails[0]],
      unread: 3,
      complete: false,
      tenants: 73,
      of: 73,
      next: null
    });
  });
});
