import { describe, expect, it } from 'vitest';
import { gathered, REQUEST, sharers, sharing } from './sharing.ts';

const GRAPH: Record<string, string[]> = {
  'r/home': ['list', 'icon'],
  'r/ticket': ['story', 'icon'],
  list: ['format'],
  story: ['format', 'list'],
  icon: [],
  format: ['story'], // in a circle: nobody walks it twice
  dialog: []
};

it('tells who loads a module', () => {
  const users = sharing(
    { home: ['r/home'], ticket: ['r/ticket'], both: ['r/home', 'r/ticket'] },
    (id) => GRAPH[id]
  );
  expect(Object.fromEntries(users)).toEqual({
    'r/home': ['home', 'both'],
    'r/ticket': ['ticket', 'both'],
    list: ['home', 'ticket', 'both'],
    story: ['home', 'ticket', 'both'],
    icon: ['home', 'ticket', 'both'],
    format: ['home', 'ticket', 'both']
  });
});

describe('a set', () => {
  it('is the same in any order, and who loads at once does not load later', () => {
    expect(sharers(['ticket', 'home'])).toBe(sharers(['home', 'ticket']));
    expect(sharers(['home', 'home+', 'ticket+'])).toBe('home&ticket+');
  });

  const into = (sources: Record<string, number>, may?: (set: string, into: string) => boolean) =>
    Object.fromEntries(gathered(new Map(Object.entries(sources)), may));

  it('joins the others when what they load for nothing is worth the request', () => {
    expect(into({ a: REQUEST, 'a&b': 9 * REQUEST })).toEqual({ a: 'a&b', 'a&b': 'a&b' });
  });

  it('stays by itself when it is not', () => {
    expect(into({ a: REQUEST + 1, 'a&b': 9 * REQUEST })).toEqual({ a: 'a', 'a&b': 'a&b' });
  });

  it('weighs those who load it later by half', () => {
    expect(into({ a: 2 * REQUEST, 'a&b+': 9 * REQUEST })['a']).toBe('a&b+');
    expect(into({ a: 2 * REQUEST + 1, 'a&b+': 9 * REQUEST })['a']).toBe('a');
  });

  it('goes where most is shared, and on with that', () => {
    const small = { a: 10, 'a&b': 20, 'a&b&c': 9 * REQUEST, 'a&b&c&d': 9 * REQUEST };
    expect(into(small)).toMatchObject({ a: 'a&b&c', 'a&b': 'a&b&c', 'a&b&c': 'a&b&c' });
  });

  it('goes nowhere it may not', () => {
    expect(into({ a: 10, 'a&b': 20 }, () => false)).toEqual({ a: 'a', 'a&b': 'a&b' });
  });
});
