/**
 * The pictures of a desk's lists in one file of SVG: `import sheet from 'virtual:picture-sheet'` is its address,
 * `${sheet}#laptop` a picture. As components they were script that a phone read and ran to show what it only shows.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { DRAWINGS } from '../src/lib/pictures/drawings.ts';
import { drawingOf } from './icon-drawings.ts';

const ASKED = 'virtual:picture-sheet';
/** Where `npm run dev` serves it. */
const WHILE_WRITING = '/@pictures.svg';
const FOUND = `\0${ASKED}`;

const fileOf = (icon: string) =>
  fileURLToPath(new URL(`../node_modules/@lucide/svelte/dist/icons/${icon}.svelte`, import.meta.url));

/** All drawings (name -> icon of the library), each as a symbol with its name as the id. */
export function sheetOf(drawings: Readonly<Record<string, string>>): string {
  const symbols = Object.entries(drawings).map(([name, icon]) => {
    const { size, lines } = drawingOf(readFileSync(fileOf(icon), 'utf8'));
    return `<symbol id="${name}" viewBox="0 0 ${size} ${size}">${lines}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

export function pictureSheet(): Plugin {
  let builds = false;
  return {
    name: 'picture-sheet',
    configureServer({ middlewares }) {
      middlewares.use(WHILE_WRITING, (_, answer) => {
        answer.setHeader('Content-Type', 'image/svg+xml').end(sheetOf(DRAWINGS));
      });
    },
    configResolved: ({ command }) => void (builds = command === 'build'),
    resolveId: (id) => (id === ASKED ? FOUND : null),
    load(id) {
      if (id !== FOUND) return null;
      if (!builds) return `export default '${WHILE_WRITING}'`;
      const file = this.emitFile({ type: 'asset', name: 'pictures.svg', source: sheetOf(DRAWINGS) });
      return `export default import.meta.ROLLUP_FILE_URL_${file}`;
    }
  };
}
