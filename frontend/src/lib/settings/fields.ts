/** Which field of a form a refusal is about, and what it says there. Pure. */
import { Problem } from '#lib/api/problem.ts';

/** What the API says about `path` or something inside it; empty when it is about something else. */
export function faultAt(problem: Problem | null, path: string): string {
  const field = problem?.field;
  if (!problem || !field || !isWithin(field, path)) return '';
  const said = problem.detail.startsWith(`${field}: `)
    ? problem.detail.slice(field.length + 2)
    : problem.detail;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export function isWithin(field: string, path: string): boolean {
  if (!field.startsWith(path)) return false;
  const next = field[path.length];
  return next === undefined || next === '.' || next === '[';
}

/** The same refusal with the field as the form calls it: previews and trials put the draft deeper than saving does. */
export function asIn(problem: Problem, from: string, to: string): Problem {
  const { field, status, code, detail } = problem;
  if (!field || !isWithin(field, from)) return problem;
  const rest = field.slice(from.length).replace(/^\./, '');
  const own = [to, rest].filter(Boolean).join(rest.startsWith('[') ? '' : '.');
  return new Problem({ status, code, field: own, detail: detail.replace(field, own) });
}
