/**
 * Which modules travel in one file. Left alone, the bundler makes a file for every set of pages that share
 * something: some sixty small ones before the first screen, each with its own imports and compressed alone.
 * Here, modules that the same first screens need go together, and a screen still loads nothing it does not need.
 */
import { existsSync } from 'node:fs';
import type { Rolldown } from 'vite';

/** The screens that people arrive at, below src/routes; their layouts come along. */
export const SCREENS = {
  everywhere: '(in)/+layout.svelte',
  portal: '(in)/portal/+page.svelte',
  request: '(in)/portal/tickets/[key]/+page.svelte',
  article: 'knowledge/[desk]/[article]/+page.svelte',
  desk: '(in)/desk/+page.svelte',
  queue: '(in)/desk/tickets/+page.svelte',
  ticket: '(in)/desk/tickets/[key]/+page.svelte'
} as const;

/** Requesters arrive at one of these, agents at the others. */
const DOOR: string = 'portal';
const DESK: readonly string[] = ['desk', 'queue', 'ticket'];

/**
 * The screens whose file a module of these screens goes into. What both faces start with goes with what everybody
 * needs: a few kB more for some, and four small files fewer for all.
 */
export function grouped(screens: readonly string[]): readonly string[] {
  const all = Object.keys(SCREENS);
  const both = screens.includes(DOOR) && screens.some((screen) => DESK.includes(screen));
  return screens.includes('everywhere') || both ? all : screens;
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
  let users: Map<string, string[]> | null = null;
  const usersOf = (module: string, context: Rolldown.ChunkingContext) => {
    users ??= sharing(
      Object.fromEntries(Object.entries(SCREENS).map(([name, page]) => [name, filesOf(page, routes)])),
      (id) => context.getModuleInfo(id)?.importedIds
    );
    return users.get(module) ?? [];
  };
  const all = Object.keys(SCREENS);
  return all.map((_, less) => ({
    priority: all.length - less,
    name: (module, context) => {
      const wanted = grouped(usersOf(module, context));
      return wanted.length === all.length - less ? wanted.join('-') : null;
    }
  }));
}
