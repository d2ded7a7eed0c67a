/** Instants, durations and sizes as people read them. Pure: language and the time of day are arguments. */

import { dates, numbers } from './formatters.ts';

function format(tag: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  return dates(tag, options).format(at);
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

/** Whole calendar days from `a` to `b` where the reader is. */
export function daysBetween(a: Date, b: Date): number {
  const midnight = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((midnight(b) - midnight(a)) / 86_400_000);
}

export function clockTime(at: Date, tag: string): string {
  return format(tag, CLOCK, at);
}

/** The exact instant, with nothing left out. */
export function exact(at: Date, tag: string): string {
  return format(tag, { dateStyle: 'full', timeStyle: 'short' }, at);
}

/** As short as is still clear: `09:12`, `Mon 09:12`, `12 Nov, 09:12`, `12 Nov 2025`. */
export function when(at: Date, now: Date, tag: string): string {
  const days = daysBetween(now, at);
  if (days === 0) return clockTime(at, tag);
  if (Math.abs(days) < 7) return format(tag, { weekday: 'short', ...CLOCK }, at);
  if (at.getFullYear() === now.getFullYear())
    return format(tag, { day: 'numeric', month: 'short', ...CLOCK }, at);
  return format(tag, { day: 'numeric', month: 'short', year: 'numeric' }, at);
}

/** `0:42`, `27:05`: hours and minutes of a stretch of seconds. */
export function stretch(seconds: number): string {
  const minutes = Math.max(0, Math.floor(Math.abs(seconds) / 60));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `12 kB`, `3.4 MB`. */
export function fileSize(bytes: number, tag: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return numbers(tag, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0
  }).format(value);
}
