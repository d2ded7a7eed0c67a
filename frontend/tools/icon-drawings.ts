/** What the icons of @lucide/svelte draw, as text. */

const DATA = /const iconData = (\{.*\});/;
const NAME = /^[a-zA-Z][\w-]*$/;

export interface Drawing {
  /** Of its square, in its own units. */
  size: number;
  /** The lines: elements of SVG. */
  lines: string;
}

/** Throws when the library writes its icons in another way than is known here. */
export function drawingOf(code: string): Drawing {
  const data = DATA.exec(code)?.[1];
  if (!data) throw new Error('icons are written in another way now: look at tools/icon-drawings.ts');
  const { size, node } = JSON.parse(data) as {
    size: number;
    node: [string, Record<string, string | number>][];
  };
  return { size, lines: node.map(line).join('') };
}

function line([name, attributes]: [string, Record<string, string | number>]): string {
  const said = Object.entries(attributes).map(([key, value]) => `${key}="${plainText(key, value)}"`);
  return `<${plainText(name, name)} ${said.join(' ')} />`;
}

/** Nothing in a drawing can be markup or an expression. */
function plainText(name: string, value: string | number): string {
  if (!NAME.test(name) || /["<>{}&]/.test(String(value))) throw new Error(`a strange icon: ${name} ${value}`);
  return String(value);
}
