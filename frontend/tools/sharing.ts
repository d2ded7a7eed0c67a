/** Who loads which module, and which modules therefore travel in one file. Knows nothing of the bundler. */

export type ImportsOf = (module: string) => readonly string[] | undefined;

/** Every module that the users (name -> their files) load, and the names of those that do. Imports on demand do not count. */
export function sharing(
  users: Readonly<Record<string, readonly string[]>>,
  importsOf: ImportsOf
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, files] of Object.entries(users)) {
    for (const module of loadedBy(files, importsOf)) found.set(module, [...(found.get(module) ?? []), name]);
  }
  return found;
}

function loadedBy(files: readonly string[], importsOf: ImportsOf): Set<string> {
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

/** Those who load the same modules: a set of names, written so that equal sets are equal. */
export type Sharers = string;

const AND = '&';

/** `portal+`: what the portal loads once it stands. */
export const LATER = '+';

export const namesOf = (set: Sharers): string[] => set.split(AND);

/** Who loads something at once need not be told as loading it later. */
export function sharers(names: readonly string[]): Sharers {
  const told = names.filter((name) => !name.endsWith(LATER) || !names.includes(name.slice(0, -LATER.length)));
  return told.sort().join(AND);
}

/** A screen that loads more later waits less for it. */
const weight = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + (name.endsWith(LATER) ? 0.5 : 1), 0);

/** How many characters of source a phone could load in the time that one more request takes it. */
export const REQUEST = 5_000;

/**
 * Which file each set shares in the end, from how many characters of source it has. A set joins the file of a larger
 * one when the requests that it saves are worth what the others then load for nothing; `may`: whether it is allowed to.
 */
export function gathered(
  sources: ReadonlyMap<Sharers, number>,
  may: (set: Sharers, into: Sharers) => boolean = () => true
): Map<Sharers, Sharers> {
  const left = new Map(sources);
  const moved = new Map<Sharers, Sharers>();
  for (const [set] of [...sources].sort(([, a], [, b]) => a - b)) {
    const source = left.get(set) ?? 0;
    const [into] = [...left.keys()]
      .filter((one) => one !== set && contains(one, set) && may(set, one))
      .sort((one, other) => others(one, set) - others(other, set));
    if (into === undefined || source * others(into, set) > REQUEST * weight(namesOf(set))) continue;
    left.delete(set);
    left.set(into, (left.get(into) ?? 0) + source);
    moved.set(set, into);
  }
  return new Map([...sources.keys()].map((set) => [set, last(set, moved)]));
}

function contains(large: Sharers, small: Sharers): boolean {
  const names = new Set(namesOf(large));
  return namesOf(small).every((name) => names.has(name) || names.has(name.replace(LATER, '')));
}

/** How much weight those have who are only in the larger set. */
function others(large: Sharers, small: Sharers): number {
  const names = new Set(namesOf(small));
  return weight(namesOf(large).filter((name) => !names.has(name)));
}

function last(set: Sharers, moved: ReadonlyMap<Sharers, Sharers>): Sharers {
  const next = moved.get(set);
  return next === undefined ? set : last(next, moved);
}
