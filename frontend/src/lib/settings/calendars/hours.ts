/** Opening hours of a day as the API writes them (`["08:30", "12:00"]`, up to `24:00`): reading, drawing, moving. Pure. */

export type Hours = [string, string][];

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];
export type Week = Record<Day, Hours>;

/** A part of a day in minutes since midnight, and which interval of the day it is. */
export interface Bar {
  index: number;
  from: number;
  to: number;
}

export const DAY_MINUTES = 1440;
export const STEP_MINUTES = 15;
const USUAL: [string, string] = ['09:00', '17:00'];
const TIME = /^(\d{1,2})[:.hu]?([0-5]\d)$/i;

/** Minutes since midnight of `8:30`, `0830`, `8.30`, `24:00`; null for what is no time of day. */
export function minutesOf(text: string): number | null {
  const said = text.trim();
  const match = /^\d{1,2}$/.test(said) ? [said, said, '00'] : TIME.exec(said);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= DAY_MINUTES ? minutes : null;
}

export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** As the API writes it; what is no time stays as it was typed, so that nothing typed is lost. */
export function tidyTime(text: string): string {
  const minutes = minutesOf(text);
  return minutes === null ? text : timeOf(minutes);
}

/** One step later (or earlier), to the next quarter, within the day. */
export function stepped(text: string, steps: number): string {
  const minutes = minutesOf(text);
  if (minutes === null) return text;
  const next =
    steps > 0
      ? (Math.floor(minutes / STEP_MINUTES) + steps) * STEP_MINUTES
      : (Math.ceil(minutes / STEP_MINUTES) + steps) * STEP_MINUTES;
  return timeOf(within(next, 0, DAY_MINUTES));
}

/** What can be drawn of a day, in the order of the day. */
export function bars(hours: Hours): Bar[] {
  return hours
    .flatMap(([start, end], index) => {
      const from = minutesOf(start);
      const to = minutesOf(end);
      return from !== null && to !== null && from < to ? [{ index, from, to }] : [];
    })
    .sort((a, b) => a.from - b.from);
}

export function openMinutes(hours: Hours): number {
  return bars(hours).reduce((sum, bar) => sum + bar.to - bar.from, 0);
}

export type Fault = 'time' | 'order' | 'overlap';

/** What is wrong with an interval; null when nothing is. */
export function fault(hours: Hours, index: number): Fault | null {
  const [start, end] = hours[index] ?? ['', ''];
  const from = minutesOf(start);
  const to = minutesOf(end);
  if (from === null || to === null) return 'time';
  if (from >= to) return 'order';
  return bars(hours).some((bar) => bar.index !== index && bar.from < to && from < bar.to) ? 'overlap' : null;
}

/** With one more interval: the usual one in an empty day, else after the last; null when the day is full. */
export function withAnother(hours: Hours): Hours | null {
  const taken = bars(hours);
  const last = taken.at(-1);
  if (!last) return [...hours, USUAL];
  const from = Math.min(last.to + 60, DAY_MINUTES - 60);
  if (from > last.to) return [...hours, [timeOf(from), timeOf(Math.min(from + 240, DAY_MINUTES))]];
  const first = taken[0];
  if (first && first.from >= 60)
    return [...hours, [timeOf(Math.max(first.from - 240, 0)), timeOf(first.from - 15)]];
  return null;
}

export type Grip = 'start' | 'end' | 'whole';

/** The day with an interval drawn to another place; it stops at its neighbours and never gets shorter than a step. */
export function dragged(hours: Hours, index: number, grip: Grip, minutes: number): Hours {
  const all = bars(hours);
  const at = all.findIndex((bar) => bar.index === index);
  const bar = all[at];
  if (!bar) return hours;
  const floor = all[at - 1]?.to ?? 0;
  const ceiling = all[at + 1]?.from ?? DAY_MINUTES;
  const by = Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
  let { from, to } = bar;
  if (grip === 'start') from = within(from + by, floor, to - STEP_MINUTES);
  if (grip === 'end') to = within(to + by, from + STEP_MINUTES, ceiling);
  if (grip === 'whole') {
    const shift = within(by, floor - from, ceiling - to);
    from += shift;
    to += shift;
  }
  return hours.map((one, i) => (i === index ? [timeOf(from), timeOf(to)] : one));
}

/** The day with a new interval from where the pointer went down to where it is; null when that place is taken. */
export function drawn(hours: Hours, down: number, now: number): Hours | null {
  const all = bars(hours);
  if (all.some((bar) => bar.from < down && down < bar.to)) return null;
  const floor = Math.max(0, ...all.filter((bar) => bar.to <= down).map((bar) => bar.to));
  const ceiling = Math.min(DAY_MINUTES, ...all.filter((bar) => bar.from >= down).map((bar) => bar.from));
  const a = within(snap(Math.min(down, now)), floor, ceiling - STEP_MINUTES);
  const b = within(snap(Math.max(down, now)), a + STEP_MINUTES, ceiling);
  return b > a ? [...hours, [timeOf(a), timeOf(b)]] : null;
}

/** In the order of the day; intervals that cannot be read keep their place at the end. */
export function sorted(hours: Hours): Hours {
  const rank = (one: [string, string]) => minutesOf(one[0]) ?? DAY_MINUTES + 1;
  return hours
    .map(([a, b]): [string, string] => [tidyTime(a), tidyTime(b)])
    .sort((a, b) => rank(a) - rank(b));
}

function snap(minutes: number): number {
  return Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
