import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCREENS, sharing } from './first-screens.ts';

const GRAPH: Record<string, string[]> = {
  'r/home': ['list', 'icon'],
  'r/ticket': ['story', 'icon'],
  list: ['format'],
  story: ['format', 'list'],
  icon: [],
  format: ['story'], // in a circle: nobody walks it twice
  dialog: []
};

it('tells which screens load a module', () => {
  const users = sharing(
    { home: ['home'], ticket: ['ticket'], both: ['home', 'ticket'] },
    'r',
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

it('says so when a screen has moved', () => {
  expect(() => sharing({ home: ['gone'] }, 'r', (id) => GRAPH[id])).toThrow('r/gone');
});

it('knows where the screens are', () => {
  const missing = Object.values(SCREENS)
    .flat()
    .filter((file) => !existsSync(new URL(`../src/routes/${file}`, import.meta.url)));
  expect(missing).toEqual([]);
});
