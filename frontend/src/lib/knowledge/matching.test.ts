import { expect, it } from 'vitest';
import { matching } from './matching.ts';
import type { Card } from './types.ts';

const card = (id: string, title: string, summary = '', category: string[] = []) =>
  ({ id, title, summary, category }) as unknown as Card;
const CARDS = [
  card('summary', 'Mail on a phone', 'When the password was changed'),
  card('title', 'A new password'),
  card('marks', 'Réseau lent', 'VPN', ['Netwerk']),
  card('chinese', '如何重置密码')
];
const ids = (words: string) => matching(CARDS, words).map(({ id }) => id);

it('finds every word wherever it stands, titles first', () => {
  expect(ids('PASSWORD')).toEqual(['title', 'summary']);
  expect(ids('password phone')).toEqual(['summary']);
  expect(ids('password printer')).toEqual([]);
});

it('does not mind marks, case or scripts', () => {
  expect(ids('reseau')).toEqual(['marks']);
  expect(ids('netwerk vpn')).toEqual(['marks']);
  expect(ids('密码')).toEqual(['chinese']);
});

it('finds nothing when nothing is asked', () => {
  expect(ids('  ')).toEqual([]);
});
