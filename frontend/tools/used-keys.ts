/**
 * Which messages the sources ask for, so that a test can name the others. It reads text, not types: a key counts
 * as used where it stands in quotes, or fits a template such as `state.${state}`. Only `d('key')` with a `d` that
 * is known to speak for one area says nothing about the same key of another.
 */
export interface Source {
  /** Below src, as in `lib/desk/Story.svelte`. */
  path: string;
  text: string;
}

export interface Uses {
  has(area: string, key: string): boolean;
}

const IMPORT = /import \{([^}]*)\} from '([^']*)'/g;
const QUOTED = /(?:\b(\w+)\(\s*)?(['"])([\w-]+(?:\.[\w-]+)*)\2/g;
const TEMPLATE = /(?:\b(\w+)\(\s*)?`((?:[\w.-]|\$\{(?:[^`{}]|\{[^`{}]*\})*\})+)`/g;
const GROUP = /\bword\(\s*'([\w.-]+)'/g;
const HOLE = /\$\{(?:[^`{}]|\{[^`{}]*\})*\}/;
const HOLES = new RegExp(HOLE, 'g');
/** `${group}.${value}` could be any key: what is fixed must say something. */
const TELLING = /[a-z]{2}/i;

/** The area whose words the module `from`, imported in `path`, speaks; the folder above its words.svelte.ts. */
function areaOf(path: string, from: string): string | null {
  if (from.endsWith('/i18n/index.svelte.ts')) return 'lib/i18n';
  if (!from.endsWith('/words.svelte.ts')) return null;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const whole = new URL(from.replace(/^#lib\//, '/lib/'), `file:///${folder}`).pathname;
  return whole.slice(1, -'/words.svelte.ts'.length);
}

/** The functions that say words in this file, each with its area. */
function speakers(source: Source): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, imported = '', from = ''] of source.text.matchAll(IMPORT)) {
    const area = areaOf(source.path, from);
    for (const one of area ? imported.split(',') : []) {
      const name = one.trim().split(' as ').at(-1)?.trim() ?? '';
      if (name && area) found.set(name, area);
    }
  }
  return found;
}

const EVERY = '*';
const escaped = (text: string) => text.replace(/[.-]/g, '\\$&');

export function usesIn(sources: Source[]): Uses {
  const literal = new Set<string>();
  const patterns = new Map<string, RegExp>();
  const fits = (area: string, pattern: string) =>
    patterns.set(`${area} ${pattern}`, new RegExp(`^${pattern}$`));
  for (const source of sources) {
    const said = speakers(source);
    const speaking = (name: string | undefined) => said.get(name ?? '') ?? EVERY;
    for (const [, name, , key] of source.text.matchAll(QUOTED)) literal.add(`${speaking(name)} ${key}`);
    for (const [, name, text = ''] of source.text.matchAll(TEMPLATE)) {
      if (HOLE.test(text) && TELLING.test(text.replaceAll(HOLES, '')))
        fits(speaking(name), text.split(HOLE).map(escaped).join('[\\w.-]+'));
    }
    for (const [, group = ''] of source.text.matchAll(GROUP))
      fits('lib/i18n', `${escaped(group)}\\.[\\w.-]+`);
  }
  const matches = (area: string, key: string) =>
    [...patterns].some(([name, pattern]) => name.startsWith(`${area} `) && pattern.test(key));
  return {
    has: (area, key) => [area, EVERY].some((one) => literal.has(`${one} ${key}`) || matches(one, key))
  };
}
