/** Text cut at what was found in it. Ranges are UTF-16 units, as JavaScript counts; end exclusive. Pure. */

export interface Part {
  text: string;
  found: boolean;
}

export function marked(text: string, ranges: readonly (readonly unknown[])[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  const sorted = ranges
    .map(([start, end]) => [Number(start), Number(end)] as const)
    .filter(([start, end]) => start >= 0 && end > start)
    .sort((a, b) => a[0] - b[0]);
  for (const [start, end] of sorted) {
    const begin = Math.max(start, from);
    const stop = Math.min(end, text.length);
    if (stop <= begin) continue;
    if (begin > from) parts.push({ text: text.slice(from, begin), found: false });
    parts.push({ text: text.slice(begin, stop), found: true });
    from = stop;
  }
  if (from < text.length) parts.push({ text: text.slice(from), found: false });
  return parts;
}
