/**
 * Which modules travel in one file. Left alone, the bundler makes a file for every set of pages that share
 * something: some sixty small ones before the first screen, each with its own imports and compressed alone.
 * Here, modules that the same first screens need go together, and a screen still loads nothing it does not need.
 */
import { existsSync } from 'node:fs';
import type { Rolldown } from 'vite';
import { SCREENS as ARRIVALS } from '../src/start/arrivals.ts';

/** The screens that people arrive at, below src/routes; their layouts come along. First what signing in leads to. */
export const SCREENS: Readonly<Record<string, string>> = {
  everywhere: '(in)/+layout.svelte',
  ...Object.fromEntries(ARRIVALS.map(({ name, route }) => [name, `${route.slice(1)}/+page.svelte`]))
};

/** What screens load once they stand. A screen is not to get another screen's file with it. */
const LATER = 'later';

/** How many characters of source a phone could load in the time that one more request takes it. */
export const REQUEST = 9_000;

/**
 * Which file each set of screens shares in the end, from how much source each set has. A set joins the file of more
 * screens when the requests it saves are worth what those others then load for nothing.
 */
export function gathered(sources: ReadonlyMap<string, number>): Map<string, string> {
  const left = new Map(sources);
  const moved = new Map<string, string>();
  for (const [set] of [...sources].sort(([, a], [, b]) => a - b)) {
    const source = left.get(set) ?? 0;
    const into = nearest(set, left.keys());
    if (!into || source * (screensOf(into) - screensOf(set)) > REQUEST * screensOf(set)) continue;
    left.delete(set);
    left.set(into, (left.get(into) ?? 0) + source);
    moved.set(set, into);
  }
  return new Map([...sources.keys()].map((set) => [set, last(set, moved)]));
}

const AND = '-';

/** The set of those who load everybody's file. */
const ALL = [...Object.keys(SCREENS), LATER].join(AND);

/** What starts the app is imported by no screen, and needed by all. */
const STARTS = /rolldown\/runtime\.js|client-optimized\/(app|matchers)\.js/;

const screensOf = (set: string) => set.split(AND).length;

const DESKS = new Set([
  LATER,
  ...ARRIVALS.filter((one) => one.route.startsWith('/(in)/desk')).map((one) => one.name)
]);
const desksOnly = (set: string) => set.split(AND).every((name) => DESKS.has(name));

/** The smallest of the sets that contain this one. Requesters do not carry what only the desk needs. */
function nearest(set: string, sets: Iterable<string>): string | undefined {
  const names = set.split(AND);
  const around = [...sets].filter(
    (one) =>
      one !== set &&
      names.every((name) => one.split(AND).includes(name)) &&
      (!desksOnly(set) || desksOnly(one))
  );
  return around.sort((one, other) => screensOf(one) - screensOf(other))[0];
}

function last(set: string, moved: ReadonlyMap<string, string>): string {
  const next = moved.get(set);
  return next === undefined ? set : last(next, moved);
}

const AROUND = ['+layout.svelte', '+layout.ts', '+error.svelte'];

/** The page itself, and what is drawn around it. */
export function filesOf(page: string, routes: string): string[] {
  const parts = page.split('/');
  const folders = parts.map((_, depth) => [routes, ...parts.slice(0, depth)].join('/'));
  const around = folders.flatMap((folder) => AROUND.map((name) => `${folder}/${name}`)).filter(existsSync);
  return [...new Set([...around, `${routes}/${page}`])];
}

export type ImportsOf = (module: string) => readonly string[] | undefined;

/** Every module that the screens load, and the names of those that do. Imports on demand do not count. */
export function sharing(screens: Record<string, string[]>, importsOf: ImportsOf): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [name, files] of Object.entries(screens)) {
    for (const module of loadedBy(files, importsOf)) users.set(module, [...(users.get(module) ?? []), name]);
  }
  return users;
}

function loadedBy(files: string[], importsOf: ImportsOf): Set<string> {
  for (const file of files) {
    if (!importsOf(file))
      throw new Error(`${file} is not in the app any more: look at tools/first-screens.ts`);
  }
  const seen = new Set<string>();
  const next = [...files];
  for (let module = next.pop(); module !== undefined; module = next.pop()) {
    if (seen.has(module)) continue;
    seen.add(module);
    next.push(...(importsOf(module) ?? []));
  }
  return seen;
}

/**
 * The groups for `output.codeSplitting`. What more screens need is taken first: a group brings the imports of
 * its modules along, and those are needed by at least as many screens.
 */
export function firstScreens(routes: string): Rolldown.CodeSplittingGroup[] {
  const most = ALL.split(AND).length;
  let files: Map<string, string> | null = null;
  const fileOf = (module: string, context: Rolldown.ChunkingContext) => {
    files ??= filesBy(routes, context);
    return STARTS.test(module) ? ALL : (files.get(module) ?? null);
  };
  return Array.from({ length: most }, (_, less) => ({
    priority: most - less,
    name: (module, context) => {
      const file = fileOf(module, context);
      if (file?.split(AND).length !== most - less) return null;
      return less === 0 ? 'common' : file;
    }
  }));
}

/** For every module of the first screens, the set of screens whose file it goes into. */
function filesBy(routes: string, context: Rolldown.ChunkingContext): Map<string, string> {
  const importsOf: ImportsOf = (id) => context.getModuleInfo(id)?.importedIds;
  const screens = Object.fromEntries(
    Object.entries(SCREENS).map(([name, page]) => [name, filesOf(page, routes)])
  );
  const first = sharing(screens, importsOf);
  const later = [...first.keys()].flatMap((id) => context.getModuleInfo(id)?.dynamicallyImportedIds ?? []);
  const users = sharing({ ...screens, [LATER]: later }, importsOf);
  const sources = new Map<string, number>();
  for (const module of first.keys()) {
    const set = setOf(users.get(module) ?? []);
    sources.set(set, (sources.get(set) ?? 0) + (context.getModuleInfo(module)?.code?.length ?? 0));
  }
  const into = gathered(sources);
  return new Map(
    [...first.keys()].map((module) => [module, into.get(setOf(users.get(module) ?? [])) ?? ALL])
  );
}

/** What everybody's layout needs, everybody loads. */
function setOf(names: readonly string[]): string {
  return names.includes('everywhere') ? ALL : names.join(AND);
}
