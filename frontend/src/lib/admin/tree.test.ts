import { describe, expect, it } from 'vitest';
import type { Category } from './api.ts';
import { dropped, idFor, indented, laidOut, moved, outdented } from './tree.ts';

const one = (id: string, parent: string | null = null): Category => ({
  id,
  name: id,
  parent,
  names: {},
  icon: ''
});
const tree = [one('a'), one('b'), one('c', 'b'), one('d')];
const shape = (items: Category[]) => laidOut(items).map((each) => '-'.repeat(each.depth) + each.id);

describe('a tree of categories', () => {
  it('moves a branch with all that is under it', () => {
    expect(shape(moved(tree, 'b', -1))).toEqual(['b', '-c', 'a', 'd']);
    expect(shape(moved(tree, 'b', 1))).toEqual(['a', 'd', 'b', '-c']);
    expect(shape(moved(tree, 'a', -1))).toEqual(shape(tree));
  });

  it('goes in and out a level', () => {
    expect(shape(indented(tree, 'd'))).toEqual(['a', 'b', '-c', '-d']);
    expect(shape(outdented(indented(tree, 'd'), 'd'))).toEqual(['a', 'b', '-c', 'd']);
    expect(shape(indented(tree, 'a'))).toEqual(shape(tree));
  });

  it('keeps what is under a place that goes', () => {
    expect(shape(dropped(tree, 'b'))).toEqual(['a', 'c', 'd']);
  });

  it('makes ids that are free', () => {
    expect(idFor('Réseau & VPN', [])).toBe('re-seau-vpn');
    expect(idFor('a', ['a', 'a-2'])).toBe('a-3');
    expect(idFor('网络', [])).toBe('c');
  });
});
