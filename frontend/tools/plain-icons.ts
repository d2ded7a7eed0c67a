/**
 * Writes each icon of @lucide/svelte as the drawing that it is. As the library has them, every line of every icon
 * is an element made by its name with its attributes set one by one: in a list, that was most of drawing a row.
 */
import type { Plugin } from 'vite';

const ICON = /@lucide\/svelte\/dist\/icons\/[^/?]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;
const NAME = /^[a-zA-Z][\w-]*$/;

interface Drawing {
  size: number;
  node: [string, Record<string, string | number>][];
}

/** A component with the same look; it takes the properties of icons that this app uses. */
export function plainIcon(code: string): string {
  const data = DATA.exec(code)?.[1];
  if (!data) throw new Error('icons are written in another way now: look at tools/plain-icons.ts');
  const { size, node } = JSON.parse(data) as Drawing;
  return `<script lang="ts">
  let {
    size = ${size}, strokeWidth = 2, class: named, role, 'aria-label': label, 'aria-hidden': hidden
  }: Record<string, any> = $props();
</script>

<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" class={named} {role} aria-label={label} aria-hidden={hidden ?? (label ? undefined : 'true')}>${node.map(line).join('')}</svg>
`;
}

function line([name, attributes]: Drawing['node'][number]): string {
  const said = Object.entries(attributes).map(([key, value]) => `${key}="${plainText(key, value)}"`);
  return `<${plainText(name, name)} ${said.join(' ')} />`;
}

/** Nothing in a drawing can be markup or an expression. */
function plainText(name: string, value: string | number): string {
  if (!NAME.test(name) || /["<>{}&]/.test(String(value))) throw new Error(`a strange icon: ${name} ${value}`);
  return String(value);
}

export function plainIcons(): Plugin {
  return {
    name: 'plain-icons',
    enforce: 'pre',
    transform: (code, id) => (ICON.test(id) ? { code: plainIcon(code), map: null } : null)
  };
}
