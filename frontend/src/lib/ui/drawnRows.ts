/** Which rows of a long list are drawn: those in sight at once, those near one a frame, the ones far away no more. */

/** Rows from `from` up to, not including, `to`. */
export interface Drawn {
  from: number;
  to: number;
}

/** Where things stand, px from the upper edge of the window on the list. */
export interface Sight {
  /** The first drawn row begins. */
  top: number;
  /** The last drawn row ends. */
  bottom: number;
  /** How tall the window is. */
  height: number;
  /** How far the list went since the frame before; positive: towards its end. */
  moved: number;
}

/** What is drawn before and after the window at least, and at most. */
export const LEAST = 700;
export const MOST = 1000;

/** What to draw in this frame. `sizes`: how tall each row is, as far as is known. */
export function nextDrawn(drawn: Drawn, sight: Sight, sizes: ArrayLike<number>): Drawn {
  const inside = { from: Math.min(drawn.from, sizes.length), to: Math.min(drawn.to, sizes.length) };
  if (sizes.length === 0) return inside;
  if (isAway(inside, sight, sizes.length)) return landed(inside, sight, sizes);
  return grown(trimmed(inside, sight, sizes), sight, sizes);
}

/** Nothing that is drawn is in sight: the list was thrown, or its bar drawn. */
function isAway({ from, to }: Drawn, { top, bottom, height }: Sight, rows: number): boolean {
  return from === to || (bottom <= 0 && to < rows) || (top >= height && from > 0);
}

/** The rows that fill the window where it is now. */
function landed(drawn: Drawn, sight: Sight, sizes: ArrayLike<number>): Drawn {
  const begin = sight.top - sum(sizes, 0, drawn.from);
  const from = rowAt(sizes, -begin);
  const to = rowAt(sizes, sight.height - begin) + 1;
  return { from, to: Math.min(Math.max(to, from + 1), sizes.length) };
}

/** A row stays, wherever it is: it says where the list stands. */
function trimmed({ from, to }: Drawn, sight: Sight, sizes: ArrayLike<number>): Drawn {
  let { top, bottom } = sight;
  while (from < to - 1 && top + at(sizes, from) < -MOST) top += at(sizes, from++);
  while (to - 1 > from && bottom - at(sizes, to - 1) > sight.height + MOST) bottom -= at(sizes, --to);
  return { from, to };
}

/** What would be missed within two frames comes at once; of what is only near, one row, ahead first. */
function grown({ from, to }: Drawn, sight: Sight, sizes: ArrayLike<number>): Drawn {
  let { top, bottom } = sight;
  const reach = 2 * Math.abs(sight.moved);
  const before = { from, to };
  while (to < sizes.length && bottom < sight.height + reach) bottom += at(sizes, to++);
  while (from > 0 && top > -reach) top -= at(sizes, --from);
  if (from !== before.from || to !== before.to) return { from, to };
  const after = to < sizes.length && bottom < sight.height + LEAST;
  const ahead = from > 0 && top > -LEAST;
  if (after && (sight.moved >= 0 || !ahead)) return { from, to: to + 1 };
  return ahead ? { from: from - 1, to } : { from, to };
}

function rowAt(sizes: ArrayLike<number>, from: number): number {
  let row = 0;
  for (let left = from; row < sizes.length - 1 && left >= at(sizes, row); row++) left -= at(sizes, row);
  return row;
}

/** How tall these rows are together. */
export function sum(sizes: ArrayLike<number>, from: number, to: number): number {
  let all = 0;
  for (let row = from; row < Math.min(to, sizes.length); row++) all += at(sizes, row);
  return all;
}

const at = (sizes: ArrayLike<number>, row: number) => sizes[row] ?? 0;
