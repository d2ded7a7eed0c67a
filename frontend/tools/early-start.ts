/**
 * Gives the page its first script (src/start/early.ts), which knows for every screen in src/start/arrivals.ts
 * what it needs.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';
import { build } from 'vite';
import { LANGUAGES, type Language } from '../src/lib/i18n/languages.ts';
import { SCREENS, type Arrival, type Screen } from '../src/start/arrivals.ts';
import { detoursOf } from './straight-imports.ts';

/** Vite's manifest, as far as it is read here. */
export type Manifest = Record<string, { file: string; imports?: string[]; css?: string[]; src?: string }>;

/** Which nodes (as SvelteKit numbers them) make up a route: its layouts and its page. */
export type Nodes = Map<string, number[]>;

const ROUTE = /"(\/[^"]*)": \[(\d+)(?:,\[([\d,]*)\])?\]/g;
const PRELOAD = /<link href="\/([^"]+\.js)" rel="modulepreload">/g;
const ROOT_NODE = 0;
const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** SvelteKit's own table of routes. */
export function nodesOf(app: string): Nodes {
  const found = [...app.matchAll(ROUTE)].map(([, route, page, layouts]): [string, number[]] => {
    const around = (layouts ?? '').split(',').filter(Boolean).map(Number);
    return [route ?? '', [ROOT_NODE, ...around, Number(page)]];
  });
  return new Map(found);
}

/** The files that these modules load before they run, scripts and styles. */
export function loadedBy(manifest: Manifest, keys: readonly string[]): Set<string> {
  const files = new Set<string>();
  const next = [...keys];
  for (let key = next.pop(); key !== undefined; key = next.pop()) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build: look at tools/early-start.ts`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    next.push(...(chunk.imports ?? []));
  }
  return files;
}

function nodeKey(manifest: Manifest, node: number): string {
  const key = Object.keys(manifest).find((one) => one.endsWith(`/nodes/${node}.js`));
  if (!key) throw new Error(`node ${node} is not in the build: look at tools/early-start.ts`);
  return key;
}

/** What the first script is to know of a screen. `known`: what the page itself names, and what nobody asks for. */
export function arrivalOf(screen: Screen, manifest: Manifest, nodes: Nodes, known: Set<string>): Arrival {
  const ids = nodes.get(screen.route);
  if (!ids) throw new Error(`${screen.route} is no route any more: look at src/start/arrivals.ts`);
  const all = loadedBy(
    manifest,
    ids.map((id) => nodeKey(manifest, id))
  );
  const words = LANGUAGE_CODES.map((language) => {
    const keys = screen.words.map((area) => `src/lib/${area}/messages/${language}.ts`);
    return [language, [...loadedBy(manifest, keys)].map((file) => `/${file}`)];
  });
  const files = [...all].filter((file) => !known.has(file)).map((file) => `/${file}`);
  const sheet = files.find((file) => file.endsWith('.css'));
  if (sheet)
    throw new Error(`${screen.route} has ${sheet} of its own: look at STYLE in tools/first-screens.ts`);
  return {
    at: screen.at,
    asks: screen.asks,
    then: screen.then ?? [],
    files,
    words: Object.fromEntries(words)
  };
}

/**
 * The page with the first script before everything else it loads. It comes beside the styles, which are waited for
 * anyway, and so is certain to run before the app.
 */
export function withFirstScript(html: string, script: string): string {
  return html.replace('<link rel="icon"', `<script src="/${script}"></script>\n    <link rel="icon"`);
}

/** The scripts that the page names, and the styles that they need. */
export function commonFiles(html: string, manifest: Manifest): Set<string> {
  const named = new Set([...html.matchAll(PRELOAD)].map((match) => match[1] ?? ''));
  const keys = Object.keys(manifest).filter((key) => named.has(manifest[key]?.file ?? ''));
  return loadedBy(manifest, keys);
}

async function bundled(root: string, arrivals: readonly Arrival[]): Promise<string> {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { ARRIVALS: JSON.stringify(arrivals) },
    build: {
      write: false,
      target: 'es2021',
      lib: { entry: join(root, 'src/start/early.ts'), formats: ['iife'], name: 'loketStart' }
    }
  });
  const [first] = Array.isArray(made) ? made : [made];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error('the first script was not made');
  return chunk.code;
}

/** The adapter, followed by giving the page it wrote its first script. */
export function withEarlyStart(adapter: Adapter, root: string, site: string): Adapter {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const kit = join(root, '.svelte-kit');
      const manifest = JSON.parse(
        readFileSync(join(kit, 'output/client/.vite/manifest.json'), 'utf8')
      ) as Manifest;
      const nodes = nodesOf(readFileSync(join(kit, 'generated/build/client-optimized/app.js'), 'utf8'));
      const page = join(site, 'index.html');
      const html = readFileSync(page, 'utf8');
      const common = commonFiles(html, manifest);
      const known = new Set([...common, ...detoursOf(site).keys()]);
      const code = await bundled(
        root,
        SCREENS.map((screen) => arrivalOf(screen, manifest, nodes, known))
      );
      const hash = createHash('sha256').update(code).digest('hex').slice(0, 10);
      const script = `_app/immutable/early.${hash}.js`;
      writeFileSync(join(site, script), code);
      writeFileSync(page, withFirstScript(html, script));
    }
  };
}
