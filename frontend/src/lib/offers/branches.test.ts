import { expect, it } from 'vitest';
import type { Category } from './api.ts';
import { branches } from './branches.ts';

const one = (id: string, parent: string | null = null): Category => ({
  id,
  name: id,
  parent,
  names: {},
  retired: false,
  icon: ''
});
const tree = [one('work'), one('printer', 'work'), one('paper', 'printer'), one('net'), one('vpn', 'net')];
const ids = (categories: readonly Category[]) => categories.map(({ id }) => id).join(' ');

it.each([
  ['', '', ''],
  ['work', 'work', 'printer'],
  ['paper', 'work', 'printer'],
  ['vpn', 'net', 'vpn'],
  ['gone', '', '']
])('with “%s” chosen, %s is the top and “%s” lies under it', (chosen, root, under) => {
  const found = branches(tree, chosen);
  expect([ids(found.tops), found.root, ids(found.under)]).toEqual(['work net', root, under]);
});
