/**
 * Takes the detours out of the build. Where modules of several entries travel in one file, the bundler leaves, for each
 * entry, a file that says only where its exports are; a phone pays a round trip for every one of them. Whoever
 * imports such a file gets the exports from where they are.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Adapter } from '@sveltejs/kit';

/** A file that only passes on: where its exports are, and under which names. */
export interface Detour {
  /** Path from the site's root. */
  to: string;
  /** [name there, name here] */
  names: [string, string][];
}

const PASSES_ON = /^export\{([^{}]+)\}from"([^"]+)";?\s*$/;
const IMPORT = /import\(([`"'])([^`"']+\.js)\1\)/g;
const PRELOAD = /[ \t]*<link href="([^"]+\.js)" rel="modulepreload">\n?/g;
const SCRIPTS = '_app/immutable';

/** What this file passes on, when it does nothing else; `file`: its path from the site's root. */
export function detourOf(file: string, code: string): Detour | null {
  const [, names, from] = PASSES_ON.exec(code) ?? [];
  if (!names || !from) return null;
  const pairs = names.split(',').map((pair): [string, string] => {
    const [there = '', here = there] = pair.split(' as ');
    return [there, here];
  });
  return { to: posix.join(posix.dirname(file), from), names: pairs };
}

export type Detours = ReadonlyMap<string, Detour>;

/** `code` of `file`, asking for things where they are. */
export function straight(file: string, code: string, detours: Detours): string {
  const folder = posix.dirname(file);
  const at = (path: string) => (path.startsWith('/') ? path.slice(1) : posix.join(folder, path));
  const asked = code.replace(IMPORT, (all, _, path: string) => {
    const detour = detours.get(at(path));
    if (!detour) return all;
    const names = detour.names.map(([there, here]) => `${here}:m.${there}`);
    const to = path.startsWith('/') ? `/${detour.to}` : relative(folder, detour.to);
    return `import("${to}").then(m=>({${names.join(',')}}))`;
  });
  // The lists of what to fetch beforehand.
  return [...detours].reduce((text, [from, { to }]) => text.replaceAll(`"/${from}"`, `"/${to}"`), asked);
}

function relative(folder: string, file: string): string {
  const path = posix.relative(folder, file);
  return path.startsWith('.') ? path : `./${path}`;
}

/** The page, naming each file once, and no detour. */
export function withoutDetours(html: string, detours: Detours): string {
  const named = new Set<string>();
  return html.replace(PRELOAD, (link, path: string) => {
    const to = `/${detours.get(path.slice(1))?.to ?? path.slice(1)}`;
    if (named.has(to)) return '';
    named.add(to);
    return link.replace(path, to);
  });
}

/** All detours of a built site. */
export function detoursOf(site: string): Map<string, Detour> {
  const found = scriptsOf(site).map((file) => [file, detourOf(file, read(site, file))] as const);
  return new Map(found.filter((one): one is [string, Detour] => one[1] !== null));
}

/** The adapter, followed by straightening what it wrote. The files that passed on stay: older pages may ask for them. */
export function withStraightImports(adapter: Adapter, site: string): Adapter {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const detours = detoursOf(site);
      for (const file of scriptsOf(site)) {
        const code = read(site, file);
        const better = straight(file, code, detours);
        if (better !== code) writeFileSync(join(site, file), better);
      }
      writeFileSync(join(site, 'index.html'), withoutDetours(read(site, 'index.html'), detours));
    }
  };
}

const read = (site: string, file: string) => readFileSync(join(site, file), 'utf8');

const scriptsOf = (site: string) =>
  readdirSync(join(site, SCRIPTS), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => posix.join(SCRIPTS, name));
