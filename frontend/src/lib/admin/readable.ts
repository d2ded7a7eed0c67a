/** The nearest darker colour that white can be read on, as the API proposes it. Pure. */
import { contrast } from '#lib/ui/accent.ts';

export function readable(rgb: readonly [number, number, number]): string {
  for (let step = 0; step <= 100; step += 1) {
    const [r, g, b] = rgb.map((value) => Math.round((value * (100 - step)) / 100)) as [
      number,
      number,
      number
    ];
    if (contrast([r, g, b], [255, 255, 255]) >= 4.5)
      return '#' + [r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('');
  }
  return '#000000';
}
