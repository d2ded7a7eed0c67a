import { describe, expect, it } from 'vitest';
import type { RoutingTrial } from '../types.ts';
import { cleaned, further, headersFrom, headersText, listed } from './routing.ts';

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
