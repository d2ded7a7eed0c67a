import { expect, it } from 'vitest';
import type { Explanation } from '../types.ts';
import { ledger, nextStep } from './ledger.ts';

const H = 3600_000;
const at = (hours: number) => new Date(Date.UTC(2026, 10, 20) + hours * H).toISOString();
const stretch = (from: number, to: number) => ({
  start: at(from),
  end: at(to),
  counted_seconds: (to - from) * 3600,
  calendar: 'c',
  intervals: [[at(from), at(to)]] as [string, string][]
});
const why: Explanation = {
  clock: 'resolution', team: null, state: 'running', policy: 'p', rule: 'r', rule_name: 'R',
  conditions: {}, target: 'PT4H', budget_seconds: 14400, calendar: 'c', zone: 'UTC', started_at: at(9),
  at: at(12), spent_seconds: 7200, remaining_seconds: 7200, due_at: at(14), met_at: null, breached_at: null,
  counted: [stretch(9, 10), stretch(11, 12)], pauses: [[at(10), at(11)]], ahead: stretch(12, 14), steps: []
}; // prettier-ignore

it('tells counted time, waits, now and the due instant in order', () => {
  expect(ledger(why).map((row) => row.kind)).toEqual(['open', 'pause', 'open', 'now', 'open', 'due']);
  expect(ledger(why).flatMap((row) => (row.kind === 'open' ? [row.sum] : []))).toEqual([3600, 7200, 14400]);
});

it('cuts what was counted where the promise broke', () => {
  const late = { ...why, at: at(16), counted: [stretch(9, 16)], pauses: [], ahead: null, due_at: at(13) };
  const rows = ledger(late as Explanation);
  expect(rows.map((row) => row.kind)).toEqual(['open', 'due', 'open']);
  expect(rows.map((row) => row.kind === 'open' && row.late)).toEqual([false, false, true]);
});

it('leaves the due instant out when the promise was kept before', () => {
  const met = { ...why, state: 'met' as const, met_at: at(12), ahead: null };
  expect(ledger(met).map((row) => row.kind)).toEqual(['open', 'pause', 'open']);
});

it('shows time counted by a calendar that is gone', () => {
  const gone = { ...why, counted: [{ ...stretch(9, 10), intervals: [] }], pauses: [], ahead: null };
  expect(ledger(gone)[0]).toMatchObject({ kind: 'open', seconds: 3600 });
});

it('finds the next step', () => {
  const steps = [
    { id: 'warn-75', kind: 'warn', percent: 75, at: at(13), fired_at: at(13) },
    { id: 'breach', kind: 'breach', at: at(14) }
  ] as Explanation['steps'];
  expect(nextStep({ ...why, steps })?.id).toBe('breach');
  expect(nextStep(why)).toBeNull();
});
