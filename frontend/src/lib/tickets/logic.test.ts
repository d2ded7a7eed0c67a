import { describe, expect, it } from 'vitest';
import type { ChangeEntry, Me, TicketSummary } from '../api/types.ts';
import { milestone } from '../portal/milestones.ts';
import { homeTenant, ledTenants, ownTenants } from '../portal/tenants.ts';
import { routes, safeReturn } from '../routes.ts';
import { looksLikeEmail } from '../session/email.ts';
import { called, firstName } from './people.ts';
import { suggestSubject } from './subject.ts';
import { asView, belongs, count, isComplete } from './views.ts';

const now = new Date('2026-05-13T10:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
const ticket = (state: TicketSummary['state'], due: string | null = null) =>
  ({ key: 'A-1', state, next_due_at: due }) as TicketSummary;

describe('views of the queue', () => {
  it('take what they are named after', () => {
    expect(belongs('new', ticket('new'), now)).toBe(true);
    expect(belongs('new', ticket('open'), now)).toBe(false);
    expect(belongs('waiting', ticket('waiting-other'), now)).toBe(true);
    expect(belongs('due', ticket('open', inHours(3)), now)).toBe(true);
    expect(belongs('due', ticket('open', inHours(-3)), now)).toBe(true);
    expect(belongs('due', ticket('open', inHours(5)), now)).toBe(false);
    expect(belongs('due', ticket('waiting-other'), now)).toBe(false);
  });

  it('know when nothing more can be due soon; a ticket on hold says nothing', () => {
    expect(isComplete('due', ticket('open', inHours(5)), now)).toBe(true);
    expect(isComplete('due', ticket('open', inHours(1)), now)).toBe(false);
    expect(isComplete('due', ticket('waiting-other'), now)).toBe(false);
    expect(isComplete('new', ticket('open', inHours(5)), now)).toBe(false);
  });

  it('count what is there and say when there is more', () => {
    const tickets = [ticket('new', inHours(-1)), ticket('open', inHours(1)), ticket('open', inHours(9))];
    expect(count('due', tickets, true, now)).toEqual({ view: 'due', count: 2, overdue: 1, more: false });
    expect(count('new', tickets, true, now)).toEqual({ view: 'new', count: 1, overdue: 1, more: true });
  });

  it('fall back to all', () => {
    expect([asView('mine'), asView('toString'), asView(null)]).toEqual(['mine', 'all', 'all']);
  });
});

describe('suggestSubject', () => {
  it.each([
    ['My laptop is dead. It beeps.', 'My laptop is dead'],
    ['The version 2.1 of the app fails\nSince today', 'The version 2.1 of the app fails'],
    ['打印机坏了。请来看看', '打印机坏了'],
    ['  \n', ''],
    ['?', '?']
  ])('%j -> %j', (text, subject) => {
    expect(suggestSubject(text)).toBe(subject);
  });

  it('cuts long first sentences at a word', () => {
    const subject = suggestSubject('word '.repeat(40));
    expect(subject.length).toBeLessThanOrEqual(81);
    expect(subject).toMatch(/word…$/);
  });

  it('cuts what has no words too', () => {
    expect(suggestSubject('x'.repeat(500))).toHaveLength(81);
  });
});

describe('people', () => {
  it('are called by name, else by address', () => {
    expect([
      called({ name: 'Pim', email: 'p@a.nl' }),
      called({ name: '', email: 'p@a.nl' }),
      called({ name: '' })
    ]).toEqual(['Pim', 'p@a.nl', '']);
    expect([firstName({ name: 'Pim de Vries' }), firstName({ name: '', email: 'pim@a.nl' })]).toEqual([
      'Pim',
      'pim'
    ]);
  });

  it.each([
    ['pim@acme.example', true],
    [' pim@acme.example ', true],
    ['pim', false],
    ['pim@acme', false],
    ['pim@acme.example.', false],
    ['a b@acme.example', false]
  ])('%j could be an address: %s', (text, could) => {
    expect(looksLikeEmail(text)).toBe(could);
  });
});

describe('organisations', () => {
  const tenant = (id: string, prefix: string) => ({ ref: { desk: 'noord', tenant: id }, name: id, prefix });
  const me = {
    tenants: [tenant('acme', 'ACME'), tenant('fjell', 'FJELL'), tenant('globex', 'GLOBEX')],
    memberships: [
      { role: 'agent', desk: 'noord', tenant: null },
      { role: 'manager', desk: 'noord', tenant: 'fjell' },
      { role: 'requester', desk: 'noord', tenant: 'globex' }
    ]
  } as unknown as Me;

  it('are mine when I belong to them, not when I work for their desk', () => {
    expect(ownTenants(me).map((t) => t.name)).toEqual(['fjell', 'globex']);
    expect(ledTenants(me).map((t) => t.name)).toEqual(['fjell']);
  });

  it('are told by the key of a ticket', () => {
    expect([homeTenant(me, 'globex-7')?.name, homeTenant(me, 'ACME-1')?.name, homeTenant(me)?.name]).toEqual([
      'globex',
      'fjell',
      'fjell'
    ]);
  });
});

describe('milestones', () => {
  const change = (field: string, old: string | null, next: string | null) =>
    ({ kind: 'change', field, old, new: next }) as ChangeEntry;

  it('are told from the requester’s side', () => {
    expect(milestone(change('state', 'new', 'open'))).toBe('portal.changed.open');
    expect(milestone(change('state', 'closed', 'open'))).toBe('portal.changed.reopened');
    expect(milestone(change('state', 'open', 'waiting-customer'))).toBe('portal.changed.waiting-customer');
    expect(milestone(change('priority', 'low', 'high'))).toBeNull();
  });
});

describe('addresses', () => {
  it('lead back only to pages of ours', () => {
    expect(
      ['/desk?x=1', '//evil.example', 'https://evil.example', '/\\evil.example', null].map(safeReturn)
    ).toEqual(['/desk?x=1', null, null, null, null]);
  });

  it('keep the view one came from', () => {
    expect([routes.ticket('A-1', 'mine'), routes.ticket('A-1', 'all'), routes.ticket('A/1')]).toEqual([
      '/desk/tickets/A-1?view=mine',
      '/desk/tickets/A-1',
      '/desk/tickets/A%2F1'
    ]);
  });
});
