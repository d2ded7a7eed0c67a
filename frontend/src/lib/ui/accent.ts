/** A tenant's colour, made readable: enough contrast as a ground, and as text, in light and in dark. Pure. */

type Rgb = readonly [number, number, number];

export interface Accent {
  accent: string;
  onAccent: string;
  accentText: string;
  /** A breath of it, as a ground for text in ordinary ink. */
  accentSoft: string;
}

const READABLE = 4.5; // WCAG 2.2 AA for text
const LIGHT_GROUND: Rgb = [244, 246, 248];
const DARK_GROUND: Rgb = [24, 32, 40];
const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [6, 20, 31];

/** null when `colour` is not `#rgb` or `#rrggbb`: then ours stays. */
export function accentFrom(colour: string | null | undefined, dark: boolean): Accent | null {
  const rgb = parse(colour ?? '');
  if (!rgb) return null;
  const ground = dark ? DARK_GROUND : LIGHT_GROUND;
  const soft = mix(ground, rgb, dark ? 0.22 : 0.1);
  const text = readable(rgb, soft, dark ? WHITE : INK); // the harder ground of the two
  const base = dark ? text : rgb;
  const onAccent = contrast(base, WHITE) >= READABLE ? WHITE : INK;
  return {
    accent: hex(readable(base, onAccent, onAccent === WHITE ? INK : WHITE)),
    onAccent: hex(onAccent),
    accentText: hex(text),
    accentSoft: hex(soft)
  };
}

/** Moves `rgb` towards `end` until it can be read on `ground`. */
function readable(rgb: Rgb, ground: Rgb, end: Rgb): Rgb {
  for (let step = 0; step <= 20; step += 1) {
    const mixed = mix(rgb, end, step / 20);
    if (contrast(mixed, ground) >= READABLE) return mixed;
  }
  return end;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export function parse(colour: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  const full = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : colour;
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(full);
  return parts ? [part(parts[1]), part(parts[2]), part(parts[3])] : null;
}

function part(digits: string | undefined): number {
  return Number.parseInt(digits ?? '0', 16);
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) =>
    Math.round((a[i] ?? 0) + ((b[i] ?? 0) - (a[i] ?? 0)) * share)
  ) as unknown as Rgb;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function hex(rgb: Rgb): string {
  return '#' + rgb.map((value) => value.toString(16).padStart(2, '0')).join('');
}
