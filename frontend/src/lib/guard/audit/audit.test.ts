import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../api.ts';
import { indented } from '../json.ts';
import { asCsv, asJson } from './files.ts';
import { kindOf, subjectOf } from './kinds.ts';
import { apart, readable } from './values.ts';
import { cursorAt, look, type Wanted } from './walk.ts';

const START = Date.UTC(2026, 10, 20, 12);
const ALL: Wanted = { who: '', area: '', since: null, until: null };

function event(number: number, given: Partial<AuditEvent> = {}): AuditEvent {
  const at = new Date(START - number * 60_000).toISOString();
  return {
    id: `e${number}`,
    at,
    what: 'PUT /desks/{desk}/teams/{team}',
    by: 'iris@noord.example',
    name: 'Iris',
    key: '',
    source: '',
    request: '',
    subject: {},
    changes: [],
    more: 0,
    asked: '',
    why: '',
    ...given
  };
}

/** An API that holds these events, newest first. */
function holding(events: AuditEvent[]) {
  const asked: (string | null)[] = [];
  const ask = (cursor: string | null, limit: number) => {
    asked.push(cursor);
    const from = cursor ? events.findIndex((one) => one.id === cursor) + 1 : 0;
    const items = events.slice(from, from + limit);
    const more = from + limit < events.length;
    return Promise.resolve({ items, next: more ? (items.at(-1)?.id ?? null) : null });
  };
  return { ask, asked };
}

describe('what an event is about', () => {
  it.each([
    ['sign-in password-refused', 'door', 'done'],
    ['PUT /desks/{desk}/teams/{team}', 'staff', 'changed'],
    ['DELETE /desks/{desk}/agents/{agent}/second-factor', 'signIn', 'removed'],
    ['POST /desks/{desk}/tenants/{tenant}/people/{person}/erasures', 'privacy', 'done'],
    ['PUT /desks/{desk}/tenants/{tenant}/policy', 'policies', 'changed'],
    ['PUT /desks/{desk}/tenants/{tenant}', 'organisations', 'changed'],
    ['POST /desks/{desk}/keys', 'keys', 'added'],
    ['PUT /desks/{desk}', 'desk', 'changed'],
    ['PUT /something/new', 'other', 'changed']
  ])('%s', (what, area, verb) => {
    expect(kindOf(what)).toMatchObject({ area, verb });
  });

  it('is told without the desk', () => {
    expect(subjectOf({ desk: 'noord', tenant: 'acme', person: 'kim' })).toBe('acme › kim');
  });
});

describe('looking for events', () => {
  const many = Array.from({ length: 950 }, (_, number) => event(number, number % 300 ? {} : { by: 'kim' }));

  it('goes on until there are enough, or all was looked at', async () => {
    const { ask, asked } = holding(many);
    const found = await look(ask, { ...ALL, who: 'KIM' }, null);
    expect(found.items.map((one) => one.id)).toEqual(['e0', 'e300', 'e600', 'e900']);
    expect(found.next).toBeNull();
    expect(asked).toHaveLength(10);
  });

  it('stops after some pages and says where it is', async () => {
    const found = await look(holding(many).ask, { ...ALL, who: 'nobody' }, null, { pages: 3 });
    expect(found).toMatchObject({ items: [], next: 'e299', back: event(299).at });
  });

  it('looks no further back than was asked', async () => {
    const { ask, asked } = holding(many);
    const found = await look(ask, { ...ALL, since: new Date(event(150).at), who: 'iris' }, null, {
      most: 999
    });
    expect(found.next).toBeNull();
    expect(found.items).toHaveLength(151);
    expect(asked).toHaveLength(2);
  });

  it('begins where an id of that instant would stand', () => {
    const at = new Date('2026-11-20T12:00:00Z');
    const cursor = cursorAt(at);
    expect(cursor).toHaveLength(26);
    expect(cursor > cursorAt(new Date(at.getTime() - 1))).toBe(true);
    expect(cursorAt(new Date(0)).startsWith('0000001tkz')).toBe(false);
    expect(cursorAt(new Date(-60_000))).toBe('0000000000' + 'z'.repeat(16));
  });
});

describe('before and after', () => {
  it('are read without quotation marks, lists line by line', () => {
    expect(readable('"Gold"')).toBe('Gold');
    expect(readable('["a",2]')).toBe('a\n2');
    expect(readable(null)).toBe('');
    expect(readable('"cut off…')).toBe('"cut off…');
  });

  it('show the words that differ', () => {
    expect(apart('We answer in 4 hours.', 'We answer in 8 hours.')).toEqual({
      before: [
        { text: 'We answer in ', own: false },
        { text: '4', own: true },
        { text: ' hours.', own: false }
      ],
      after: [
        { text: 'We answer in ', own: false },
        { text: '8', own: true },
        { text: ' hours.', own: false }
      ]
    });
    expect(apart('a a', 'a a a').after.map((bit) => bit.own)).toEqual([false, true]);
    expect(apart('', 'x').before).toEqual([]);
  });

  it('shows what was asked on lines, or as it is', () => {
    expect(indented('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(indented('{"a":…')).toBe('{"a":…');
  });
});

describe('files', () => {
  const one = event(0, {
    name: '=HYPERLINK("x")',
    changes: [{ path: 'teams.first.name', before: null, after: '"First, \\"A\\""' }]
  });

  it('keep commas and quotation marks, and run no formula', () => {
    const csv = asCsv([one]);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain('"teams.first.name: – → First, ""A"""');
  });

  it('are the events themselves for programs', () => {
    expect(JSON.parse(asJson([one]))).toEqual([one]);
  });
});
