import { expect, it } from 'vitest';
import { SCREENS, filesBy, filesOf, type Known } from './first-screens.ts';

const LITTLE = 'x'.repeat(100);
const MUCH = 'x'.repeat(100_000);
const module = (importedIds: string[], code = MUCH, dynamicallyImportedIds: string[] = []): Known => ({
  importedIds,
  dynamicallyImportedIds,
  code
});

const BUILD: Record<string, Known> = {
  'r/around': module(['session']),
  'r/portal': module(['session', 'ask', 'format'], MUCH, ['tiles']),
  'r/queue': module(['session', 'list', 'keys', 'format']),
  'r/ticket': module(['session', 'list', 'keys', 'format']),
  'r/caller': module(['session', 'tiles', 'who']),
  session: module([]),
  ask: module([]),
  list: module([]),
  keys: module([], LITTLE),
  format: module([], LITTLE),
  tiles: module([]),
  who: module([], LITTLE)
};
const FILES = filesBy(
  {
    everywhere: ['r/around'],
    portal: ['r/portal'],
    queue: ['r/queue'],
    ticket: ['r/ticket'],
    caller: ['r/caller']
  },
  (id) => BUILD[id] ?? null
);

it('puts what everybody needs into one file', () => {
  expect(FILES.get('session')).toBe(FILES.get('r/around'));
});

it('puts what the same screens need into a file of theirs', () => {
  expect(FILES.get('list')).toBe('queue&ticket');
  expect(FILES.get('keys')).toBe('queue&ticket');
  expect(FILES.get('ask')).toBe('portal');
});

it('gives a screen no other screen’s file with a part that it loads later', () => {
  expect(FILES.get('tiles')).toBe('caller&portal+');
  expect(FILES.get('r/caller')).toBe('caller');
});

it('spares a request for what is little, but not at the cost of requesters', () => {
  expect(FILES.get('format')).toBe(FILES.get('session'));
  expect(FILES.get('who')).toBe('caller');
});

it('says so when a screen has moved', () => {
  expect(() => filesBy({ home: ['r/gone'] }, () => null)).toThrow('r/gone');
});

it('takes the layouts of a screen along', () => {
  const routes = new URL('../src/routes', import.meta.url).pathname;
  const files = filesOf(SCREENS['queue'] ?? '', routes).map((file) => file.slice(routes.length + 1));
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
