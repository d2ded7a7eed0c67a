/** How far a job has come, and what was asked for lately. Pure. */
import type { AuditEvent, Erasure } from '../api.ts';

/** In the order in which an erasure takes them. */
export const STEPS = ['doors', 'tickets', 'elsewhere', 'spare', 'objects', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** Which of the steps it is at; an unknown one counts as the first. */
export function stepOf(job: Erasure): { step: Step; at: number; of: number } {
  const at = Math.max(0, STEPS.indexOf(job.step as Step));
  return { step: STEPS[at] ?? 'doors', at, of: STEPS.length - 1 };
}

export interface Asked {
  id: string;
  what: 'export' | 'erasure';
  at: string;
  by: string;
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
    return [{ id: event.id, what, at: event.at, by: event.name || event.by, tenant, person }];
  });
}

/** How long to wait before looking again at what is under way. */
export const LOOK_AGAIN_MS = 4_000;
