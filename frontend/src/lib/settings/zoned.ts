/** Instants as the wall clocks of a calendar's zone show them. Pure. */

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** `Fri 20 Nov, 16:30` there. */
export function pointIn(at: number, zone: string | null, tag: string): string {
  return format(at, zone, tag, { ...DAY, ...CLOCK });
}

export function timeIn(at: number, zone: string | null, tag: string): string {
  return format(at, zone, tag, CLOCK);
}

/** `Fri 20 Nov, 16:30 – 17:30`; the end of a day is 24:00 of that day; several days name both. */
export function spanIn(from: number, to: number, zone: string | null, tag: string): string {
  const start = pointIn(from, zone, tag);
  if (day(from, zone) === day(to, zone)) return `${start} – ${timeIn(to, zone, tag)}`;
  if (day(from, zone) === day(to - 1, zone)) return `${start} – 24:00`;
  return `${start} – ${pointIn(to, zone, tag)}`;
}

/** A date as the API writes it (`2026-12-24`), for reading. */
export function dateWords(date: string, tag: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? date : format(at, 'UTC', tag, { ...DAY, year: 'numeric' });
}

function day(at: number, zone: string | null): string {
  return format(at, zone, 'en-GB', { dateStyle: 'short' });
}

function format(at: number, zone: string | null, tag: string, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(tag, { ...options, ...(zone ? { timeZone: zone } : {}) }).format(at);
  } catch {
    return new Intl.DateTimeFormat(tag, options).format(at); // a zone that this browser does not know yet
  }
}
