/**
 * What the browser's history keeps of a page is plain data here, and no page has data from a server: JSON says it all.
 * SvelteKit brings devalue for maps, dates and circles, which was one part in twenty of what every first visit loads.
 */
import type { Plugin } from 'vite';

const FOUND = '\0plain-state';

/** In place of devalue, whose names these are. */
export const PLAIN = `
export const stringify = (value) => JSON.stringify(value);
export const parse = (text) => JSON.parse(text);
const none = () => { throw new Error('data from a server needs devalue: look at tools/plain-state.ts'); };
export { none as uneval, none as unflatten, none as stringifyAsync };
`;

export function plainState(): Plugin {
  return {
    name: 'plain-state',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id === 'devalue' ? FOUND : null),
    load: (id) => (id === FOUND ? PLAIN : null)
  };
}
