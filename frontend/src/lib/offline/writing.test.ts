import { describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { Waiting } from './outgoing.ts';
import { dead, device, failure, post, tabOf, ticket } from './tests.ts';

describe('writing without network', () => {
  /** Two tabs that come back with this API behind them. */
  async function written(...bodies: [string, object, string?][]) {
    const shared = device();
    const { offline } = tabOf(shared);
    for (const [path, body, method] of bodies)
      expect(await failure(offline.around(post(path, body, 3, method), dead))).toMatchObject({ waits: true });
    return { shared, offline };
  }

  it('waits, survives, and is sent in order, each on the version that the one before made', async () => {
    const { shared } = await written(
      ['/tickets/A-1/messages', { text: 'one' }],
      ['/tickets/A-1/state', { state: 'solved' }, 'PUT'],
      ['/tickets', { text: 'new' }]
    );
    const sent: [string, number | null][] = [];
    let version = 3;
    const { offline } = tabOf(shared);

    await offline.begin(async (w) => (sent.push([w.kind, w.version]), ticket(++version)));
    await offline.flush();

    expect(sent).toEqual([
      ['message', 3],
      ['state', 4],
      ['open', null]
    ]);
    expect(shared.rows.size).toBe(0);
  });

  it.each([
    [4, 4],
    [5, 3] // somebody else was there in between: they are not overruled
  ])('a note or a link that makes version %i lets what follows go against %i', async (after, expected) => {
    const { shared } = await written(
      ['/tickets/A-1/notes', { text: 'look at the cable' }],
      ['/tickets/A-1/state', { state: 'solved' }, 'PUT']
    );
    const sent: [string, number | null][] = [];
    const { offline } = tabOf(shared);
    await offline.begin(async (w) => (sent.push([w.kind, w.version]), ticket(after)));
    await offline.flush();
    expect(sent).toEqual([
      ['note', null],
      ['state', expected]
    ]);
  });

  it.each([
    ['refused', () => Promise.reject(Problem.of(422, { code: 'invalid', detail: 'no' }))],
    ['not answered', dead]
  ])('what another tab threw away stays away, though it was %s just then', async (_, answer) => {
    const { shared } = await written(['/tickets/A-1/messages', { text: 'one' }]);
    const { offline } = tabOf(shared);

    await offline.begin((waiting) => {
      shared.rows.delete(waiting.id);
      return answer();
    });
    await offline.flush();

    expect([shared.rows.size, offline.waiting.length]).toEqual([0, 0]);
  });

  it('goes on waiting when the line was too slow for it', async () => {
    const { shared } = await written(['/tickets/A-1/messages', { text: 'one' }]);
    const { offline } = tabOf(shared);

    await offline.begin(() => Promise.reject(Problem.of(408, {})));
    await offline.flush();

    expect(offline.waiting.map(({ trouble }) => trouble)).toEqual([null]);
  });

  it('is tried again when the network swallowed it, and holds up nothing for ever', async () => {
    const { shared } = await written(['/tickets/A-1/messages', { text: 'one' }]);
    const { offline } = tabOf(shared);
    vi.useFakeTimers();
    const names: string[] = [];
    await offline.begin((w) => (names.push(w.request), new Promise(() => undefined)));
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    expect([names.length, offline.waiting[0]?.trouble]).toEqual([1, null]);

    await offline.begin(async (w) => (names.push(w.request), ticket(4)));
    await offline.flush();
    expect([names.length, new Set(names).size, shared.rows.size]).toEqual([2, 1, 0]);
  });

  it('does not overrule whoever came in between, when only the answer to the first was lost', async () => {
    const { shared } = await written(
      ['/tickets/A-1/priority', { priority: 'high' }, 'PUT'],
      ['/tickets/A-1/state', { state: 'solved' }, 'PUT']
    );
    const sent: [string, number | null][] = [];
    const { offline } = tabOf(shared);
    // It was done as version 4; somebody else made version 5 of that.
    await offline.begin(async (w) => (sent.push([w.kind, w.version]), ticket(5)));
    await offline.flush();
    expect(sent).toEqual([
      ['priority', 3],
      ['state', 3]
    ]);
  });

  it('shows the ticket as it will be', async () => {
    const { offline } = await written(['/tickets/A-1/messages', { text: 'done', state: 'solved' }]);
    expect(offline.ahead(ticket(3)).state).toBe('solved');
    expect(offline.ahead(ticket(3, { key: 'B-1' })).state).toBe('open');
  });

  it('shows whose it will be, until that is sent or refused', async () => {
    const shared = device();
    const { offline } = tabOf(shared);
    const bo = { id: 'bo', name: 'Bo', email: null };
    const take = post('/tickets/A-1/assignee', { agent: 'bo' }, 3, 'PUT');
    const problem = await failure(offline.around(take, dead, { assignee: bo }));
    expect(problem?.current).toBe(offline.waiting[0]?.id);
    expect(offline.ahead(ticket(3, { assignee: null })).assignee).toEqual(bo);

    const later = tabOf(shared).offline;
    await later.begin(() => Promise.reject(Problem.of(403, {})));
    expect(later.ahead(ticket(3, { assignee: null })).assignee).toEqual(bo);
    await later.flush();
    expect([later.waiting.length, later.ahead(ticket(3, { assignee: null })).assignee]).toEqual([1, null]);
  });

  it('shows nothing of what is held up', async () => {
    const { offline } = await written(
      ['/tickets/A-1/priority', { priority: 'high' }, 'PUT'],
      ['/tickets/A-1/state', { state: 'solved' }, 'PUT']
    );
    await offline.begin(() => Promise.reject(Problem.of(422, { code: 'invalid' })));
    await offline.flush();

    expect(offline.ahead(ticket(3))).toMatchObject({ priority: 'normal', state: 'open' });
  });

  it('goes behind what waits already, so that order holds', async () => {
    const { shared, offline } = await written(['/tickets/A-1/messages', { text: 'one' }]);
    const direct: string[] = [];
    const fails = offline.around(post('/tickets/A-1/messages', { text: 'two' }), (request) => {
      direct.push(request.url);
      return Promise.resolve(Response.json({}));
    });

    expect(await failure(fails)).toMatchObject({ waits: true });
    expect(direct).toEqual([]);
    expect([...shared.rows.values()].map((w) => w.body['text'])).toEqual(['one', 'two']);
  });

  it('keeps its name however often it is tried, until it is answered', async () => {
    const { shared, offline } = await written(['/tickets/A-1/messages', { text: 'one' }]);
    const names: string[] = [];
    await offline.begin((w) => (names.push(w.request), Promise.reject(Problem.of(503, {}))));
    await offline.flush();
    await offline.flush();

    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(1);
    expect(shared.rows.size).toBe(1);
  });

  it('a conflict waits for a decision and holds up its own ticket alone', async () => {
    const { offline } = await written(
      ['/tickets/A-1/messages', { text: 'one' }],
      ['/tickets/A-1/messages', { text: 'two' }],
      ['/tickets/B-1/messages', { text: 'elsewhere' }]
    );
    const sent: [unknown, number | null][] = [];
    let taken = false;
    const api = async (w: Waiting) => {
      if (w.ticket === 'A-1' && w.version === 3 && !taken)
        throw Problem.of(409, { code: 'version-conflict', current: ticket(9) });
      sent.push([w.body['text'], w.version]);
      return ticket((w.version ?? 0) + 1);
    };
    await offline.begin(api);
    await offline.flush();

    expect(sent).toEqual([['elsewhere', 3]]);
    const stopped = offline.waiting[0];
    expect(stopped?.trouble).toMatchObject({ kind: 'conflict', current: { version: 9 } });
    taken = true;
    if (stopped) await offline.anyway(stopped);
    expect(sent.slice(1)).toEqual([
      ['one', 9],
      ['two', 10]
    ]);
  });

  it('what is refused can be said in other words, under another name', async () => {
    const { offline, shared } = await written(['/tickets/A-1/notes', { text: 'long' }]);
    const names: string[] = [];
    await offline.begin(async (w) => {
      names.push(w.request);
      if (w.body['text'] === 'long') throw Problem.of(422, { code: 'invalid', detail: 'too long' });
      return ticket(4);
    });
    await offline.flush();
    const refused = offline.waiting[0];
    expect(refused?.trouble).toEqual({ kind: 'refused', code: 'invalid', detail: 'too long' });

    if (refused) await offline.rewrite(refused, 'short');

    expect(new Set(names).size).toBe(2);
    expect(shared.rows.size).toBe(0);
  });

  it('an order that is refused can be answered in another way', async () => {
    const { offline, shared } = await written([
      '/tickets',
      { service: 'laptop', text: 'soon', fields: { size: 'small' }, uploads: [] }
    ]);
    const bodies: Record<string, unknown>[] = [];
    await offline.begin(async (w) => {
      bodies.push(w.body);
      if (bodies.length === 1) throw Problem.of(422, { code: 'invalid', detail: 'fields.size' });
      return ticket(4);
    });
    await offline.flush();

    if (offline.waiting[0]) await offline.rewrite(offline.waiting[0], '', { size: 'large' });

    expect(bodies[1]).toEqual({ service: 'laptop', text: '', fields: { size: 'large' }, uploads: [] });
    expect(shared.rows.size).toBe(0);
  });

  it('says so where nothing can be stored', async () => {
    const shared = device();
    shared.outgoing.put = () => Promise.reject(new DOMException('refused'));
    const { offline } = tabOf(shared);
    expect(await failure(offline.around(post('/tickets/A-1/notes', { text: 'x' }), dead))).toMatchObject({
      code: 'offline'
    });
  });

  it('an answer of the API is passed on as it is, and carries a name', async () => {
    const { offline } = tabOf(device());
    let name: string | null = null;
    const answer = await offline.around(post('/tickets/A-1/messages', { text: 'x' }), (request) => {
      name = request.headers.get('idempotency-key');
      return Promise.resolve(Response.json({}, { status: 409 }));
    });
    expect(answer.status).toBe(409);
    expect(name).toBeTruthy();
    expect(offline.waiting).toEqual([]);
  });
});
