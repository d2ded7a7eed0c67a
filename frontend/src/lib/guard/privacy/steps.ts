/** How far a job has come, and whose it is. Pure. */
import type { AuditEvent, PrivacyJob } from '../api.ts';

/** In the order in which an erasure takes them. */
export const STEPS = ['doors', 'tickets', 'elsewhere', 'spare', 'objects', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** Which of the steps it is at; an unknown one counts as the first. */
export function stepOf(job: { step: string }): { step: Step; at: number; of: number } {
  const at = Math.max(0, STEPS.indexOf(job.step as Step));
  return { step: STEPS[at] ?? 'doors', at, of: STEPS.length - 1 };
}

export interface Asked {
  what: 'export' | 'erasure';
  at: string;
  tenant: string;
  person: string;
}

/** Jobs that were begun, as the audit holds them. */
export function askedFor(events: readonly AuditEvent[]): Asked[] {
  return events.flatMap((event) => {
    const found = /^POST .*\/people\/\{person\}\/(export|erasure)s$/.exec(event.what);
    const { tenant, person } = event.subject;
    if (!found || !tenant || !person) return [];
    const what = found[1] as Asked['what'];
    return [{ what, at: event.at, tenant, person }];
  });
}

const SAME_REQUEST_MS = 10_000;

/** Whose job it is: it does not keep that itself once it is done, the audit's word for the same request does. */
export function personOf(job: PrivacyJob, asked: readonly Asked[]): string | null {
  if (job.person) return job.person;
  const apart = (one: Asked) => Math.abs(Date.parse(one.at) - Date.parse(job.at));
  const near = asked
    .filter((one) => one.what === job.kind && one.tenant === job.tenant && apart(one) < SAME_REQUEST_MS)
    .sort((one, other) => apart(one) - apart(other));
  return near[0]?.person ?? null;
}

const LONG_MS = 10 * 60_000;

/** Deleting what was closed waits for a month; the rest goes on by itself, from minute to minute. */
export function standing(job: PrivacyJob, now: Date): 'waiting' | 'working' | 'done' {
  if (job.state === 'done') return 'done';
  const next = job.next_at ? Date.parse(job.next_at) : 0;
  return !job.failed && next - now.getTime() > LONG_MS ? 'waiting' : 'working';
}

/** How long to wait before looking again at what is under way. */
export const LOOK_AGAIN_MS = 4_000;
