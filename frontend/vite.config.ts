import { join } from 'node:path';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { withEarlyStart } from './tools/early-start.ts';
import { firstScreens } from './tools/first-screens.ts';
import { liveVersion } from './tools/live-version.ts';
import { pictureSheet } from './tools/picture-sheet.ts';
import { plainIcons } from './tools/plain-icons.ts';
import { plainState } from './tools/plain-state.ts';
import { withStraightImports } from './tools/straight-imports.ts';
import { withoutInlineScript } from './tools/without-inline-script.ts';
import { withoutInlineStyle } from './tools/without-inline-style.ts';

/** Where `npm run dev` finds the API: the local cloud's portal port. */
const cloud = 'http://127.0.0.1:8080';
const routes = join(import.meta.dirname, 'src', 'routes');

export default defineConfig({
  plugins: [
    plainIcons(),
    pictureSheet(),
    withoutInlineStyle(),
    liveVersion(),
    plainState(),
    sveltekit({
      adapter: withEarlyStart(
        withStraightImports(withoutInlineScript(adapter({ fallback: 'index.html' }), 'build'), 'build'),
        import.meta.dirname,
        'build'
      ),
      version: { pollInterval: 0 },
      paths: { relative: false }
    })
  ],
  // Browsers since March 2022: the first in which all have <dialog>, structuredClone and Array.at.
  build: { target: ['es2022', 'chrome98', 'firefox98', 'safari15.4'] },
  environments: {
    client: {
      build: {
        // Which files a page needs is not told for every page to everybody: arrivals are known to the first script,
        // and all files are on the device soon after. Styles are told, or they would come late.
        modulePreload: { resolveDependencies: (file, files) => (file.includes('/nodes/') ? [] : files) },
        rolldownOptions: {
          treeshake: {
            // Classes that extend the browser's own look as if making them did something: nobody uses most of them.
            moduleSideEffects: [{ test: /svelte\/src\/reactivity\//, sideEffects: false }]
          },
          output: { codeSplitting: { groups: firstScreens(routes) } }
        }
      }
    }
  },
  server: {
    host: '127.0.0.1',
    port: 15173,
    strictPort: true,
    proxy: { '/api': cloud, '/_cognito': cloud }
  },
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], environment: 'node' }
});
