/**
 * Moves the page's start script into a file of its own, so that `script-src 'self'` is the whole truth:
 * no hash to copy into a header, nothing inline to allow.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';

const INLINE = /<script>([\s\S]*?)<\/script>/g;

/** What a page may load when no header says so: nothing foreign, nothing inline. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: https:",
  "connect-src 'self' https: http://127.0.0.1:*", // on a laptop, files go to another port
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'"
].join('; ');

const START = /import\(("[^"]*\/entry\/start\.[^"]*")\)/;

/** What the page shows by itself is seen before the app's scripts take the processor; never waited for in vain. */
const PAINTED = 'new Promise((go) => { requestAnimationFrame(() => setTimeout(go)); setTimeout(go, 100); })';

/** SvelteKit's start script, beginning once the page has been painted. */
export function afterFirstPaint(script: string): string {
  if (!START.test(script))
    throw new Error('SvelteKit starts in another way now: look at tools/without-inline-script.ts');
  return script.replace(START, `${PAINTED}.then(() => import($1))`);
}

export interface Page {
  html: string;
  /** File name (relative to the site) -> script. */
  scripts: Map<string, string>;
}

/** Take every inline script out of `html`; `changed`, they go to `folder` under a name made from their content. */
export function externalise(html: string, folder: string, changed = (script: string) => script): Page {
  const scripts = new Map<string, string>();
  const page = html
    .replace(INLINE, (_, script: string) => {
      const body = changed(script.trim()) + '\n';
      const name = `${folder}/start.${createHash('sha256').update(body).digest('hex').slice(0, 10)}.js`;
      scripts.set(name, body);
      return `<script src="/${name}"></script>`;
    })
    .replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />`);
  return { html: page, scripts };
}

/** The adapter, followed by taking the inline script out of the page it wrote. */
export function withoutInlineScript(adapter: Adapter, site: string): Adapter {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const file = join(site, 'index.html');
      const { html, scripts } = externalise(readFileSync(file, 'utf8'), '_app/immutable', afterFirstPaint);
      for (const [name, body] of scripts) writeFileSync(join(site, name), body);
      writeFileSync(file, html);
    }
  };
}
