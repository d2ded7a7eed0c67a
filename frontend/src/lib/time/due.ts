/** How near a promise is, in words and in tone. Pure: the time of day is an argument. */
import { clockTime, daysBetween, stretch, when } from '../i18n/format.ts';

export type Tone = 'calm' | 'soon' | 'overdue';

/** Which message says it, with the values it needs. */
export type DueText =
  | { key: 'due.left' | 'due.today' | 'due.tomorrow' | 'due.overdue'; time: string }
  | { key: 'due.overdueDays'; n: number }
  | { key: null; time: string };

export const SOON_SECONDS = 4 * 3600;
const COUNT_DOWN_SECONDS = 8 * 3600;
const DAY_SECONDS = 24 * 3600;

export function tone(due: Date, now: Date): Tone {
  const left = secondsLeft(due, now);
  if (left <= 0) return 'overdue';
  return left <= SOON_SECONDS ? 'soon' : 'calm';
}

/** `0:42 left`, `today 17:00`, `tomorrow 10:30`, `Fri 10:30`, `overdue 1:20`, `overdue 3 days`. */
export function dueText(due: Date, now: Date, tag: string): DueText {
  const left = secondsLeft(due, now);
  if (left <= -DAY_SECONDS) return { key: 'due.overdueDays', n: Math.floor(-left / DAY_SECONDS) };
  if (left <= 0) return { key: 'due.overdue', time: stretch(left) };
  if (left < COUNT_DOWN_SECONDS) return { key: 'due.left', time: stretch(left) };
  const days = daysBetween(now, due);
  if (days === 0) return { key: 'due.today', time: clockTime(due, tag) };
  if (days === 1) return { key: 'due.tomorrow', time: clockTime(due, tag) };
  return { key: null, time: when(due, now, tag) };
}

function secondsLeft(due: Date, now: Date): number {
  return (due.getTime() - now.getTime()) / 1000;
}
