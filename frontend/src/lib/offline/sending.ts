/** Sends what waits: one after the other, in the order it was written, each until it is accepted or refused. */
import { Problem } from '#lib/api/problem.ts';
import type { TicketView } from '#lib/api/types.ts';
import type { Outgoing, Waiting } from './outgoing.ts';

export interface SendDeps {
  outgoing: Outgoing;
  /** Makes it ready to go: its files are there. Raises Problem. */
  ready: (waiting: Waiting) => Promise<Waiting>;
  /** Gives the ticket as it stands after this. Raises Problem. */
  send: (waiting: Waiting) => Promise<TicketView>;
  /** Something was sent, or is in trouble. */
  changed: () => Promise<void>;
  /** Only one at a time, in all tabs of this browser. */
  alone: (work: () => Promise<void>) => Promise<void>;
}

/** Ends when nothing more can be sent now. */
export function sendAll(d: SendDeps, who: string): Promise<void> {
  return d.alone(async () => {
    for (;;) {
      const next = sendable(await d.outgoing.all(who))[0];
      if (!next) return;
      const sent = await sendOne(d, next);
      await d.changed();
      if (!sent) return;
    }
  });
}

/** What may go now: trouble holds up whatever follows on the same ticket, and nothing else. */
export function sendable(all: Waiting[]): Waiting[] {
  const heldUp = new Set<string>();
  return all.filter((waiting) => {
    const thread = waiting.ticket ?? waiting.id;
    if (waiting.trouble) heldUp.add(thread);
    return !heldUp.has(thread);
  });
}

/** False when it is no use to go on with the next: no network, nobody signed in, or the API is down. */
async function sendOne(d: SendDeps, next: Waiting): Promise<boolean> {
  try {
    const waiting = await d.ready(next);
    const after = await d.send(waiting);
    await d.outgoing.drop(waiting, after.version);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const trouble = troubleOf(error);
    if (!trouble) return false;
    // As it is kept now: some of its files may be there already.
    await d.outgoing.change(next.id, (kept) => ({ ...kept, trouble }));
    return true;
  }
}

/** No network, nobody signed in any more, too slow a line, too much at once. */
const PASSING = new Set([0, 401, 408, 429]);

/** null: not its fault, try again later. */
function troubleOf(problem: Problem): Waiting['trouble'] {
  if (PASSING.has(problem.status) || problem.status >= 500) return null;
  if (problem.stale && isTicket(problem.current)) return { kind: 'conflict', current: problem.current };
  return { kind: 'refused', code: problem.code, detail: problem.detail };
}

function isTicket(value: unknown): value is TicketView {
  return typeof value === 'object' && value !== null && 'version' in value && 'key' in value;
}
