/**
 * Takes the style attribute off SvelteKit's announcer of page titles: base.css hides it instead, so that
 * `style-src 'self'` is the whole truth.
 */
import type { Plugin } from 'vite';

const ANNOUNCER = 'kit/src/runtime/components/root.svelte';
const STYLE = /(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/;

export function withoutInlineStyle(): Plugin {
  return {
    name: 'without-inline-style',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith(ANNOUNCER)) return null;
      if (!STYLE.test(code))
        this.error('SvelteKit hides its announcer in another way now: look at root.svelte');
      return { code: code.replace(STYLE, '$1'), map: null };
    }
  };
}
