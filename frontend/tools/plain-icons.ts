/**
 * Writes each icon of @lucide/svelte as the drawing that it is. As the library has them, every line of every icon
 * is an element made by its name with its attributes set one by one: in a list, that was most of drawing a row.
 */
import type { Plugin } from 'vite';
import { drawingOf } from './icon-drawings.ts';

const ICON = /@lucide\/svelte\/dist\/icons\/[^/?]+\.svelte$/;

/** A component with the same look; it takes the properties of icons that this app uses. */
export function plainIcon(code: string): string {
  const { size, lines } = drawingOf(code);
  return `<script lang="ts">
  let {
    size = ${size}, strokeWidth = 2, class: named, role, 'aria-label': label, 'aria-hidden': hidden
  }: Record<string, any> = $props();
</script>

<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" class={named} {role} aria-label={label} aria-hidden={hidden ?? (label ? undefined : 'true')}>${lines}</svg>
`;
}

export function plainIcons(): Plugin {
  return {
    name: 'plain-icons',
    enforce: 'pre',
    transform: (code, id) => (ICON.test(id) ? { code: plainIcon(code), map: null } : null)
  };
}
