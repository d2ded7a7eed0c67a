import { expect, it } from 'vitest';
import { addressOf, askedIn, fits, searchFor, type Asked, type Request } from './asked.ts';

const ALL: Asked = { words: '', show: 'all', everybody: false };
const PIM = 'pim@acme.example';

it.each<[string, Asked]>([
  ['/portal/tickets', ALL],
  ['/portal/tickets?show=open', { ...ALL, show: 'open' }],
  [
    '/portal/tickets?whose=all&show=done&q=vpn+%26+mail',
    { words: 'vpn & mail', show: 'done', everybody: true }
  ]
])('an address says what is asked, and is made of it: %s', (address, asked) => {
  expect(askedIn(new URL(address, 'https://x.example').searchParams, true)).toEqual(asked);
  expect(addressOf(asked)).toBe(address);
});

it('does not take an address at its word', () => {
  const query = new URLSearchParams('show=everything&whose=all&q=%20%20');
  expect(askedIn(query, false)).toEqual(ALL);
});

it('asks the search only when something is looked for', () => {
  expect(searchFor(ALL, true, PIM)).toBeNull();
  expect(searchFor({ ...ALL, show: 'open' }, false, PIM)).toBe('-state:solved,closed');
  expect(searchFor({ ...ALL, words: 'paper jam', show: 'done' }, false, PIM)).toBe(
    'state:solved,closed paper jam'
  );
});

it('keeps a manager’s own tickets apart from those of the others', () => {
  const words = { ...ALL, words: 'vpn' };
  expect(searchFor(words, true, PIM)).toBe(`requester:${PIM} vpn`);
  expect(searchFor({ ...words, everybody: true }, true, PIM)).toBe('vpn');
});

it('finds among what is kept on the device when the search is out of reach', () => {
  const ticket: Request = {
    key: 'ACME-12',
    subject: 'VPN drops every hour',
    state: 'open',
    updated_at: '2026-03-01T09:00:00Z',
    requester: { name: 'Noor Haddad' }
  };
  const found = (words: string, show: Asked['show'] = 'all') => fits(ticket, { ...ALL, words, show });

  expect([found(''), found('vpn HOUR'), found('acme-12'), found('noor')]).toEqual([true, true, true, true]);
  expect([found('vpn printer'), found('', 'done'), found('vpn', 'open')]).toEqual([false, false, true]);
  expect(fits({ ...ticket, subject: 'Réseau, étage 3' }, { ...ALL, words: 'reseau ETAGE' })).toBe(true);
  expect(fits({ ...ticket, state: 'closed' }, { ...ALL, show: 'done' })).toBe(true);
});
