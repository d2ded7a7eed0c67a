/** How a promise was counted, as the rows of an account: open time, waits, the due instant. Pure. */
import type { Explanation, Step, Stretch } from '../types.ts';

export type Row =
  | { kind: 'open'; from: number; to: number; seconds: number; sum: number; ahead: boolean; late: boolean }
  | { kind: 'more'; from: number; n: number }
  | { kind: 'pause'; from: number; to: number | null }
  | { kind: 'due'; from: number }
  | { kind: 'now'; from: number };

interface Piece {
  from: number;
  to: number;
  seconds: number;
  ahead: boolean;
}

/** In the order in which things happened; `sum` is the open time up to and with the row. */
export function ledger(why: Explanation): Row[] {
  const due = why.due_at === null ? null : ms(why.due_at);
  const met = why.met_at === null ? null : ms(why.met_at);
  const ended = met !== null || why.state === 'stopped';
  const pieces = [
    ...why.counted.flatMap((stretch) => cut(stretch, false)),
    ...(why.ahead ? cut(why.ahead, true) : [])
  ];
  const split = due === null ? pieces : pieces.flatMap((piece) => cutAt(piece, due));
  let sum = 0;
  const rows: Row[] = split.map((piece) => {
    sum += piece.seconds;
    return { kind: 'open', ...piece, sum, late: due !== null && piece.from >= due };
  });
  for (const [start, end] of why.pauses) {
    rows.push({ kind: 'pause', from: ms(start), to: end === null ? null : ms(end) });
  }
  for (const stretch of [...why.counted, ...(why.ahead ? [why.ahead] : [])]) {
    if (stretch.more) rows.push({ kind: 'more', from: ms(stretch.end), n: stretch.more });
  }
  if (why.ahead && !ended && ms(why.at) > ms(why.started_at)) rows.push({ kind: 'now', from: ms(why.at) });
  if (due !== null && (met === null || met > due)) rows.push({ kind: 'due', from: due });
  return rows
    .map((row, i) => ({ row, i }))
    .sort(byTime)
    .map(({ row }) => row);
}

const ORDER: Record<Row['kind'], number> = { due: 0, now: 1, open: 2, pause: 3, more: 4 };

function byTime(a: { row: Row; i: number }, b: { row: Row; i: number }): number {
  return a.row.from - b.row.from || ORDER[a.row.kind] - ORDER[b.row.kind] || a.i - b.i;
}

function cut(stretch: Stretch, ahead: boolean): Piece[] {
  const intervals = stretch.intervals ?? [];
  if (intervals.length === 0 && stretch.counted_seconds > 0) {
    return [{ from: ms(stretch.start), to: ms(stretch.end), seconds: stretch.counted_seconds, ahead }];
  }
  return intervals.map(([a, b]) => ({ from: ms(a), to: ms(b), seconds: seconds(ms(a), ms(b)), ahead }));
}

function cutAt(piece: Piece, at: number): Piece[] {
  if (at <= piece.from || piece.to <= at || piece.seconds !== seconds(piece.from, piece.to)) return [piece];
  return [
    { ...piece, to: at, seconds: seconds(piece.from, at) },
    { ...piece, from: at, seconds: seconds(at, piece.to) }
  ];
}

/** What happens next if nobody does anything: the nearest step that has not fired. */
export function nextStep(why: Explanation): Step | null {
  const due = why.steps.filter((step) => step.at && !step.fired_at);
  return due.sort((a, b) => ms(a.held_until ?? a.at ?? '') - ms(b.held_until ?? b.at ?? ''))[0] ?? null;
}

export function ms(instant: string): number {
  return Date.parse(instant);
}

function seconds(from: number, to: number): number {
  return Math.round((to - from) / 1000);
}
