/** By when the requester was promised to hear from the desk. Pure. */
import type { TicketView } from '#lib/api/types.ts';

type Clocks = Pick<TicketView, 'clocks'>['clocks'];

/** null: nothing is promised, it was kept, or it is past: then saying it again helps nobody. */
export function promised(clocks: Clocks, now: Date): Date | null {
  const dues = clocks
    .filter(
      ({ kind, state }) => state === 'running' && (kind === 'first-response' || kind === 'next-response')
    )
    .flatMap(({ due_at }) => (due_at ? [new Date(due_at)] : []))
    .filter((due) => due > now);
  return dues.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
