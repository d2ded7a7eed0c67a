/** Names of weekdays, as the language has them. Pure. */
import { DAYS, type Day } from './hours.ts';

const A_MONDAY = Date.UTC(2024, 0, 1);

export function dayName(day: Day, tag: string, length: 'long' | 'short' = 'long'): string {
  const at = A_MONDAY + DAYS.indexOf(day) * 86_400_000;
  const name = new Intl.DateTimeFormat(tag, { weekday: length, timeZone: 'UTC' }).format(at);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
