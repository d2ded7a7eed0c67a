/**
 * Which modules travel in one file. Left alone, the bundler makes a file for every set of pages that share
 * something: some sixty small ones before the first screen, each with its own imports and compressed alone.
 * Here, modules that the same first screens need go together, and a screen loads hardly anything it does not need.
 */
import { existsSync } from 'node:fs';
import type { Rolldown } from 'vite';
import { SCREENS as ARRIVALS } from '../src/start/arrivals.ts';
import { gathered, LATER, namesOf, sharers, sharing, type ImportsOf, type Sharers } from './sharing.ts';

const EVERYWHERE = 'everywhere';

/** The screens that people arrive at, below src/routes, and what is drawn around all of them; their layouts come along. */
export const SCREENS: Readonly<Record<string, string>> = {
  [EVERYWHERE]: '(in)/+layout.svelte',
  ...Object.fromEntries(ARRIVALS.map(({ name, route }) => [name, `${route.slice(1)}/+page.svelte`]))
};

/** What everybody loads goes here. */
const ALL = sharers(Object.keys(SCREENS));

const DESKS = new Set(ARRIVALS.filter((one) => one.route.startsWith('/(in)/desk')).map((one) => one.name));
const desksOnly = (set: Sharers) => namesOf(set).every((name) => DESKS.has(name.replace(LATER, '')));

/** What starts the app is imported by no screen, and needed by all. */
const STARTS = /rolldown\/runtime\.js|client-optimized\/(app|matchers)\.js/;

/** All first screens have one style sheet: 6 kB more, once, cost less than each of six has a browser do. */
const STYLE = /[?&]type=style&/;

const AROUND = ['+layout.svelte', '+layout.ts', '+error.svelte'];

/** The page itself, and what is drawn around it. */
export function filesOf(page: string, routes: string): string[] {
  const parts = page.split('/');
  const folders = parts.map((_, depth) => [routes, ...parts.slice(0, depth)].join('/'));
  const around = folders.flatMap((folder) => AROUND.map((name) => `${folder}/${name}`)).filter(existsSync);
  return [...new Set([...around, `${routes}/${page}`])];
}

/** What the bundler knows of a module, as far as it is read here. */
export interface Known {
  importedIds: readonly string[];
  dynamicallyImportedIds: readonly string[];
  code: string | null;
}

/**
 * For every module of the first screens (name -> files), those who share its file. Parts that they load later count
 * as well, so that no screen gets another's file with them.
 */
export function filesBy(
  screens: Readonly<Record<string, readonly string[]>>,
  known: (module: string) => Known | null
): Map<string, Sharers> {
  const importsOf: ImportsOf = (module) => known(module)?.importedIds;
  const loaded = sharing(screens, importsOf);
  const first = [...loaded.keys()];
  const later = Object.keys(screens).filter((name) => name !== EVERYWHERE);
  const users = sharing({ ...screens, ...Object.fromEntries(later.map(partsOf)) }, importsOf);

  function partsOf(screen: string): [string, string[]] {
    const mine = first.filter((module) => loaded.get(module)?.includes(screen));
    return [screen + LATER, mine.flatMap((module) => known(module)?.dynamicallyImportedIds ?? [])];
  }

  const setOf = (module: string) => {
    const names = users.get(module) ?? [];
    return names.includes(EVERYWHERE) ? ALL : sharers(names);
  };
  const sources = new Map<Sharers, number>([[ALL, 0]]);
  for (const module of first)
    sources.set(setOf(module), (sources.get(setOf(module)) ?? 0) + (known(module)?.code?.length ?? 0));
  // Requesters do not carry what only the desk needs.
  const into = gathered(sources, (set, other) => !desksOnly(set) || desksOnly(other));
  return new Map(first.map((module) => [module, into.get(setOf(module)) ?? ALL]));
}

const fileName = (set: Sharers) => (set === ALL ? 'common' : namesOf(set).join('-').replaceAll(LATER, '_'));

/** Each screen is told at most twice: as loading at once, and later. */
const RANKS = 2 * Object.keys(SCREENS).length;

/**
 * The groups for `output.codeSplitting`. What more users need is taken first: a group brings the imports of
 * its modules along, and those are needed by at least as many.
 */
export function firstScreens(routes: string): Rolldown.CodeSplittingGroup[] {
  const screens = Object.fromEntries(
    Object.entries(SCREENS).map(([name, page]) => [name, filesOf(page, routes)])
  );
  let files: Map<string, Sharers> | null = null;
  const setOf = (module: string, context: Rolldown.ChunkingContext) => {
    files ??= filesBy(screens, (id) => context.getModuleInfo(id));
    const set = files.get(module);
    return STARTS.test(module) || (set && STYLE.test(module)) ? ALL : set;
  };
  const rank = (set: Sharers) => (set === ALL ? RANKS : namesOf(set).length);
  return Array.from({ length: RANKS }, (_, less) => ({
    priority: RANKS - less,
    name: (module, context) => {
      const set = setOf(module, context);
      return set !== undefined && rank(set) === RANKS - less ? fileName(set) : null;
    }
  }));
}
