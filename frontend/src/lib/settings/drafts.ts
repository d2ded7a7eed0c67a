/** Calendars and policies while they are being edited, and what of them is sent. Pure. */
import { DAYS, sorted, type Hours, type Week } from './hours.ts';
import type { CalendarSpec, CalendarView, Conditions, PolicyDraft, PolicyView, Rule } from './types.ts';

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

/** Lists of conditions that are picked from or typed. */
export const LISTS = ['tenant', 'priority', 'type', 'channel', 'team', 'category', 'service'] as const;
export type ListName = (typeof LISTS)[number];

export function policyDraft(policy: Pick<PolicyView, 'name' | 'rules'>): PolicyDraft {
  return { name: policy.name, rules: structuredClone(policy.rules) };
}

export function newRule(calendar: string, taken: string[]): Rule {
  return { id: freeId('rule', taken), name: '', when: {}, calendar, targets: {}, warn_at: [75] };
}

/** What is sent: conditions that name nothing, and targets that are empty, are left out. */
export function rulesOf(rules: Rule[]): Rule[] {
  return rules.map((rule) => ({
    ...rule,
    when: conditionsOf(rule.when ?? {}),
    targets: Object.fromEntries(Object.entries(rule.targets).filter(([, target]) => target.trim() !== ''))
  }));
}

function conditionsOf(when: Conditions): Conditions {
  const kept: Conditions = {};
  for (const name of LISTS) {
    const values = (when[name] ?? []).map((value) => value.trim()).filter(Boolean);
    if (values.length) kept[name] = values;
  }
  if (typeof when.assigned === 'boolean') kept.assigned = when.assigned;
  if (typeof when.vip === 'boolean') kept.vip = when.vip;
  return kept;
}

/** The list with one item a place up or down; the same list at its ends. */
export function moved<T>(list: T[], from: number, by: number): T[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

const LONGEST_ID = 31;

/** An id that is free, made from a name: `Office hours` -> `office-hours`, `office-hours-2`. */
export function freeId(name: string, taken: string[]): string {
  const base =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST_ID - 4)
      .replace(/-+$/, '') || 'own';
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n += 1) {
    if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
  }
}

/** Whether two drafts would be sent alike. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function copy(hours: Hours): Hours {
  return hours.map(([start, end]) => [start, end]);
}
