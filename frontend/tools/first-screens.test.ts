import { expect, it } from 'vitest';
import { SCREENS, filesOf, grouped, sharing } from './first-screens.ts';

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
  const screens = { home: ['r/home'], ticket: ['r/ticket'], both: ['r/home', 'r/ticket'] };
  const users = sharing(screens, (id) => GRAPH[id]);
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
  expect(() => sharing({ home: ['r/gone'] }, (id) => GRAPH[id])).toThrow('r/gone');
});

it('takes the layouts of a screen along', () => {
  const routes = new URL('../src/routes', import.meta.url).pathname;
  const files = filesOf(SCREENS.queue, routes).map((file) => file.slice(routes.length + 1));
  expect(files).toEqual([
    '+layout.svelte',
    '+layout.ts',
    '+error.svelte',
    '(in)/+layout.svelte',
    '(in)/+layout.ts',
    '(in)/desk/+layout.svelte',
    '(in)/desk/+layout.ts',
    '(in)/desk/tickets/+layout.svelte',
    '(in)/desk/tickets/+page.svelte'
  ]);
});

it('puts what both faces start with into the file that everybody loads', () => {
  const all = Object.keys(SCREENS);
  expect(grouped(['portal', 'queue'])).toEqual(all);
  expect(grouped(['everywhere', 'request'])).toEqual(all);
  expect(grouped(['portal', 'request'])).toEqual(['portal', 'request']);
  expect(grouped(['request', 'ticket'])).toEqual(['request', 'ticket']);
});
