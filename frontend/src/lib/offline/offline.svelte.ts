/** Between the app and the API: reads fall back on what was heard last, writes wait until the network is back. */
import type { Ahead } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import type { TicketSummary, TicketView } from '#lib/api/types.ts';
import { shelf, type Shelf } from '#lib/files/shelf.ts';
import { carried, heldIn, without, type Carry } from './carrying.ts';
import { copiesIn, type Copies } from './copies.ts';
import { inTime, isOffline, READ_PATIENCE, WRITE_PATIENCE } from './patience.ts';
import { nextId, outgoingIn, type Outgoing, type Waiting } from './outgoing.ts';
import { sendable, sendAll } from './sending.ts';
import { copyName, pathOf, waitingWrite, type Write } from './ways.ts';

type Send = (request: Request) => Promise<Response>;

export interface Surroundings {
  now: () => number;
  random: () => string;
  copies: Copies;
  outgoing: Outgoing;
  shelf: Shelf;
  /** Whose device this is now; null: nobody that anything may be kept for. */
  who: () => string | null;
  /** Does it alone among all tabs of this browser. */
  alone: (work: () => Promise<void>) => Promise<void>;
  tell: () => void;
}

/** A ticket before and after what waited was sent. */
export interface Moved {
  before: TicketView | null;
  after: TicketView;
}

const LOST = 'file-lost';

export class Offline {
  /** What waits to be sent, oldest first. */
  waiting = $state.raw<Waiting[]>([]);
  /** The network did not answer the last time it was asked. */
  silent = $state(false);
  /** How old what is shown is, in ms since 1970; null: it is fresh. */
  since = $state<number | null>(null);
  /** This device has no room for what was written last. */
  full = $state(false);
  /** What was sent after all and gave a ticket another state: there may be something to ask about it. */
  moved = $state.raw<Moved[]>([]);

  readonly #s: Surroundings;
  /** They are leaving: what still comes is kept no more. */
  #leaves = false;
  #resend: (waiting: Waiting) => Promise<TicketView> = () => Promise.reject(Problem.offline());
  #carry: Carry = () => Promise.reject(Problem.offline());

  constructor(surroundings: Surroundings) {
    this.#s = surroundings;
  }

  /** Passes a request on, as far as there is a network; `ahead`: what it makes of its ticket. Raises Problem. */
  async around(request: Request, send: Send, ahead?: Ahead): Promise<Response> {
    const who = this.#s.who();
    if (!who) return send(request);
    if (request.method === 'GET') return this.#read(who, request, send);
    const write = waitingWrite(request.method, request.url);
    return write ? this.#write(who, write, request, send, ahead) : send(request);
  }

  /**
   * Somebody is here: what waits of theirs goes out by `resend`, its files by `carry`, and what others read here
   * is forgotten.
   */
  async begin(resend: (waiting: Waiting) => Promise<TicketView>, carry: Carry = this.#carry): Promise<void> {
    this.#resend = resend;
    this.#carry = carry;
    const who = this.#s.who();
    if (!who) return;
    await this.reload(); // first of all: what is written now has its place behind it
    await this.#s.copies.forget(who);
    void this.flush();
  }

  /** They leave: nothing of what they read stays. `unsent`: what waits goes too. */
  async end(who: string | null, unsent: boolean): Promise<void> {
    this.#leaves = true;
    this.waiting = [];
    this.moved = [];
    this.full = false;
    this.since = null;
    await this.#s.copies.forget(null);
    if (who && unsent) {
      await this.#s.outgoing.forget(who).catch(() => undefined);
      await this.#s.shelf.forget(who);
    }
    this.#leaves = false;
  }

  /** Sends what can be sent now. */
  async flush(): Promise<void> {
    const who = this.#s.who();
    if (!who || this.waiting.length === 0) return;
    await sendAll(
      {
        outgoing: this.#s.outgoing,
        ready: (waiting) =>
          carried(waiting, this.#s.shelf, this.#carry, ({ id, body }) =>
            this.#s.outgoing.change(id, (kept) => ({ ...kept, body }))
          ),
        send: (waiting) => this.#sent(waiting),
        changed: () => this.#changed(),
        alone: this.#s.alone
      },
      who
    ).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
    });
    await this.reload();
  }

  async #sent(waiting: Waiting): Promise<TicketView> {
    // Whoever waits for a network that swallows it holds up all that follows, in every tab. Tried again, it is the same.
    const after = await inTime(this.#resend(waiting), WRITE_PATIENCE);
    if (waiting.body['state']) this.moved = [...this.moved, { before: waiting.seen, after }];
    return after;
  }

  /** Another tab changed what waits. */
  async reload(): Promise<void> {
    const who = this.#s.who();
    this.waiting = who ? await this.#s.outgoing.all(who).catch(() => []) : [];
  }

  of(ticket: string): Waiting[] {
    return this.waiting.filter((waiting) => waiting.ticket === ticket);
  }

  /** Sends it against what stands now, and what was written after it likewise. */
  async anyway(waiting: Waiting): Promise<void> {
    const current = waiting.trouble?.kind === 'conflict' ? waiting.trouble.current : null;
    const from = waiting.version;
    for (const one of this.of(waiting.ticket ?? '')) {
      if (one.id < waiting.id || one.version !== from) continue;
      const version = current && one.version !== null ? current.version : one.version;
      const trouble = one.id === waiting.id ? null : one.trouble;
      const lost = one.id === waiting.id && one.trouble?.kind === 'refused' && one.trouble.code === LOST;
      const body = lost ? await without(one, this.#s.shelf) : one.body;
      const seen = current ?? one.seen;
      await this.#s.outgoing.change(one.id, (kept) => ({ ...kept, body, version, seen, trouble }));
    }
    await this.#changed();
    await this.flush();
  }

  /** Other words for what was refused, or other answers of an order: another request, so under another name. */
  async rewrite(waiting: Waiting, text: string, fields?: Record<string, unknown>): Promise<void> {
    const request = this.#s.random();
    await this.#s.outgoing.change(waiting.id, (kept) => {
      const body = { ...kept.body, text, ...(fields ? { fields } : {}) };
      return { ...kept, body, trouble: null, request };
    });
    await this.#changed();
    await this.flush();
  }

  async discard(waiting: Waiting): Promise<void> {
    await this.#s.outgoing.drop(waiting);
    await this.#s.shelf.drop(heldIn(waiting.body));
    await this.#changed();
    await this.flush();
  }

  /** The ticket as it will be once everything is sent that nothing holds up. */
  ahead<T extends TicketSummary>(ticket: T): T {
    return sendable(this.of(ticket.key)).reduce<T>(changed, ticket);
  }

  async #read(who: string, request: Request, send: Send): Promise<Response> {
    const name = copyName(request.url);
    try {
      // Where no copy could be shown instead, an answer is waited for as long as the gateway waits.
      const response = await inTime(send(request), name ? READ_PATIENCE : WRITE_PATIENCE);
      this.#heard();
      if (name) void this.#remember(who, name, response.clone());
      return response;
    } catch (error) {
      // A request that was called off says nothing about the network.
      if (!isOffline(error) || request.signal.aborted) throw error;
      const copy = name ? await this.#s.copies.read(who, name) : null;
      this.silent = true;
      if (!copy) throw error;
      this.since = copy.at;
      return new Response(copy.body, { headers: { 'content-type': 'application/json' } });
    }
  }

  async #remember(who: string, name: string, response: Response): Promise<void> {
    if (response.status === 403 || response.status === 404) return this.#s.copies.drop(who, name);
    if (!response.ok || !response.headers.get('content-type')?.includes('json')) return;
    const body = await response.text().catch(() => '');
    if (body) await this.#keep(who, name, body);
  }

  /** What one changed oneself is known without another read; the network may go before that. */
  async #learn(who: string, ticket: string, response: Response): Promise<void> {
    const name = `/tickets/${encodeURIComponent(ticket)}`;
    const copy = await this.#s.copies.read(who, name);
    const after = (await response.json().catch(() => null)) as TicketView | null;
    if (!copy || !after) return;
    const kept = JSON.parse(copy.body) as { ticket: TicketView };
    if (!(after.version > kept.ticket.version)) return;
    await this.#keep(who, name, JSON.stringify({ ...kept, ticket: after }));
  }

  async #keep(who: string, name: string, body: string): Promise<void> {
    if (this.#s.who() === who && !this.#leaves) await this.#s.copies.keep(who, name, body);
  }

  async #write(
    who: string,
    write: Write,
    request: Request,
    send: Send,
    ahead: Ahead | undefined
  ): Promise<Response> {
    const key = this.#s.random();
    request.headers.set('idempotency-key', key);
    const spare = request.clone();
    const held = await heldOf(spare);
    const behind = held.length > 0 || (write.ticket !== null && this.of(write.ticket).length > 0);
    let silence: Problem = Problem.offline();
    if (!behind) {
      try {
        const response = await inTime(send(request), WRITE_PATIENCE);
        this.#heard();
        this.full = false; // what it had no room for goes by the network again
        if (write.ticket && response.ok) await this.#learn(who, write.ticket, response.clone());
        return response;
      } catch (error) {
        if (!isOffline(error)) throw error;
        this.silent = true;
        silence = error;
      }
    }
    const waiting = { ...(await this.#asWaiting(who, write, spare, key)), ...(ahead ? { ahead } : {}) };
    const keep = async () => {
      await this.#s.shelf.claim(held);
      await this.#s.outgoing.put(waiting);
    };
    try {
      await keep().catch(async (error: unknown) => {
        const { keptAfterAll } = await import('./room.ts');
        await keptAfterAll(error, this.#s.copies, keep);
      });
    } catch (error) {
      // No storage, no queue: whoever wrote keeps their draft.
      this.full = error instanceof Problem;
      throw this.full ? error : silence;
    }
    await this.#changed();
    if (behind) void this.flush();
    throw Problem.waiting(waiting.id);
  }

  async #asWaiting(who: string, write: Write, request: Request, key: string): Promise<Waiting> {
    const body = (await request.json()) as Record<string, unknown>;
    const version = /"(\d+)"/.exec(request.headers.get('if-match') ?? '')?.[1];
    return {
      id: nextId(this.#s.now(), key, this.waiting.at(-1)?.id),
      request: key,
      who,
      at: this.#s.now(),
      kind: write.kind,
      ticket: write.ticket,
      method: request.method,
      path: pathOf(request.url),
      body,
      // A note for the desk cannot collide with anything.
      version: version === undefined || write.kind === 'note' || !write.ticket ? null : Number(version),
      seen: write.ticket ? await this.#lastSeen(who, write.ticket) : null,
      trouble: null
    };
  }

  async #lastSeen(who: string, ticket: string): Promise<TicketView | null> {
    const copy = await this.#s.copies.read(who, `/tickets/${encodeURIComponent(ticket)}`);
    return copy ? (JSON.parse(copy.body) as { ticket: TicketView }).ticket : null;
  }

  #heard(): void {
    const back = this.silent;
    this.silent = false;
    this.since = null;
    if (back) void this.flush();
  }

  async #changed(): Promise<void> {
    this.full = false;
    await this.reload();
    this.#s.tell();
  }
}

function changed<T extends TicketSummary>(ticket: T, { kind, body, ahead }: Waiting): T {
  if (ahead) return { ...ticket, ...ahead };
  const state = body['state'] as T['state'] | undefined;
  if (kind === 'state' || kind === 'message') return state ? { ...ticket, state } : ticket;
  if (kind === 'priority') return { ...ticket, priority: body['priority'] as T['priority'] };
  return ticket;
}

/** The files of a request that are not there yet. */
async function heldOf(request: Request): Promise<string[]> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  return heldIn((body ?? {}) as Record<string, unknown>);
}

/** The device's own, in a browser. */
export function onThisDevice(who: () => string | null, tell: () => void): Offline {
  return new Offline({
    now: () => Date.now(),
    random: uuid,
    copies: copiesIn(() => Date.now()),
    outgoing: outgoingIn(),
    shelf,
    who,
    tell,
    // Browsers without Web Locks may send twice at once; the request's name makes that one.
    alone: async (work) => {
      if (navigator.locks) await navigator.locks.request('loket.outgoing', work);
      else await work();
    }
  });
}

function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
