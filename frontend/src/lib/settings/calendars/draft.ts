/** A calendar while it is being edited, and what of it is sent. Pure. */
import type { CalendarSpec, CalendarView } from '../types.ts';
import { DAYS, sorted, type Hours, type Week } from './hours.ts';

export interface CalendarDraft {
  name: string;
  zone: string;
  week: Week;
  country: string;
  subdivision: string;
  extra: string[];
  worked: string[];
  overrides: { day: string; hours: Hours }[];
}

const OFFICE: Hours = [['09:00', '17:00']];

/** A new calendar starts as office hours; empty, it would be refused. */
export function newCalendar(zone: string): CalendarDraft {
  const week = Object.fromEntries(
    DAYS.map((day, i): [string, Hours] => [day, i < 5 ? copy(OFFICE) : []])
  ) as Week;
  return { name: '', zone, week, country: '', subdivision: '', extra: [], worked: [], overrides: [] };
}

export function calendarDraft({ name, spec }: Pick<CalendarView, 'name' | 'spec'>): CalendarDraft {
  const week = Object.fromEntries(
    DAYS.map((day): [string, Hours] => [day, copy(spec.week?.[day] ?? [])])
  ) as Week;
  return {
    name,
    zone: spec.zone,
    week,
    country: spec.holidays?.country ?? '',
    subdivision: spec.holidays?.subdivision ?? '',
    extra: [...(spec.holidays?.extra ?? [])],
    worked: [...(spec.holidays?.worked ?? [])],
    overrides: Object.entries(spec.overrides ?? {})
      .map(([day, hours]) => ({ day, hours: copy(hours) }))
      .sort((a, b) => a.day.localeCompare(b.day))
  };
}

/** What is sent. Empty days, and holidays that name nothing, are left out. */
export function specOf(draft: CalendarDraft): CalendarSpec {
  const week = Object.fromEntries(
    DAYS.filter((day) => draft.week[day].length > 0).map((day) => [day, sorted(draft.week[day])])
  );
  const holidays = {
    ...(draft.country ? { country: draft.country } : {}),
    ...(draft.subdivision ? { subdivision: draft.subdivision } : {}),
    ...(draft.extra.length ? { extra: [...draft.extra].sort() } : {}),
    ...(draft.worked.length ? { worked: [...draft.worked].sort() } : {})
  };
  const overrides = Object.fromEntries(draft.overrides.map((one) => [one.day, sorted(one.hours)]));
  return {
    zone: draft.zone.trim(),
    week,
    ...(Object.keys(holidays).length ? { holidays } : {}),
    ...(draft.overrides.length ? { overrides } : {})
  };
}

function copy(hours: Hours): Hours {
  return hours.map(([start, end]) => [start, end]);
}
