/**
 * The build's own name, known whenever it is asked for. SvelteKit reads it once, counting on its first file being
 * evaluated alone; here that file travels with others, the name would never be known, every build would be taken
 * for an old one, and a page that is not there would load itself again and again.
 */
import type { Plugin } from 'vite';

const SETS = /(export function set_payload\(value\) \{\s*payload = value;)/;
const READS = /export const version = payload\.version;/;

/** What to change in which of SvelteKit's files. */
const CHANGES: Record<string, (code: string) => string | null> = {
  'kit/src/runtime/client/payload.js': (code) =>
    SETS.test(code)
      ? `${code.replace(SETS, '$1\n\tversion = value.version;')}\nexport let version = payload.version;\n`
      : null,
  'kit/src/runtime/app/env/client.js': (code) =>
    READS.test(code) ? code.replace(READS, "export { version } from '../../client/payload.js';") : null
};

/** The file with its change; null: nothing to change. Throws when SvelteKit is not what it was. */
export function withLiveVersion(code: string, id: string): string | null {
  const change = Object.entries(CHANGES).find(([file]) => id.split('?')[0]?.endsWith(file))?.[1];
  if (!change) return null;
  const changed = change(code);
  if (changed === null)
    throw new Error('SvelteKit keeps its version in another way now: look at tools/live-version.ts');
  return changed;
}

export function liveVersion(): Plugin {
  return {
    name: 'live-version',
    enforce: 'pre',
    transform(code, id) {
      const changed = withLiveVersion(code, id);
      return changed === null ? null : { code: changed, map: null };
    }
  };
}
