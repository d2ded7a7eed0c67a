import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { TicketView } from '#lib/api/types.ts';
import { OUTGOING, type Shelf, type Shelved } from '#lib/files/shelf.ts';
import type { Copies } from './copies.ts';
import { Offline } from './offline.svelte.ts';
import { followers, nextId, type Outgoing, type Waiting } from './outgoing.ts';
import { sendable } from './sending.ts';
import { copyName, waitingWrite } from './ways.ts';

const API = 'https://loket.example/api/v1';
const json = { 'content-type': 'application/json' };

/** What a device keeps, without a browser. */
function device() {
  const copies = new Map<string, string>();
  const rows = new Map<string, Waiting>();
  const kept: Copies = {
    keep: async (who, name, body) => void copies.set(`${who} ${name}`, body),
    read: async (who, name) => {
      const body = copies.get(`${who} ${name}`);
      return body === undefined ? null : { body, at: 7 };
    },
    drop: async (who, name) => void copies.delete(`${who} ${name}`),
    forget: async (allBut) => {
      for (const name of [...copies.keys()])
        if (allBut === null || !name.startsWith(`${allBut} `)) copies.delete(name);
    }
  };
  const outgoing: Outgoing = {
    all: async (who) =>
      [...rows.values()].filter((w) => w.who === who).sort((a, b) => (a.id < b.id ? -1 : 1)),
    put: async (waiting) => void rows.set(waiting.id, waiting),
    async drop(waiting, version) {
      const later = version === undefined ? [] : followers(await this.all(waiting.who), waiting);
      rows.delete(waiting.id);
      for (const one of later) rows.set(one.id, { ...one, version: version ?? null });
    },
    forget: async () => rows.clear()
  };
  return { copies, rows, kept, outgoing, ...shelfInMemory() };
}

/** Files that wait, by id. */
function shelfInMemory() {
  const files = new Map<string, Shelved>();
  const shelf: Shelf = {
    of: async (who, place) => [...files.values()].filter((one) => one.who === who && one.place === place),
    get: async (id) => files.get(id) ?? null,
    put: async (one) => files.set(one.id, one).size > 0,
    claim: async (ids) => {
      for (const one of [...files.values()])
        if (ids.includes(one.id)) files.set(one.id, { ...one, place: OUTGOING });
    },
    drop: async (ids, place) => {
      for (const id of ids) if (place === undefined || files.get(id)?.place === place) files.delete(id);
    },
    forget: async () => files.clear()
  };
  return { files, shelf };
}

/** Tabs of one browser share a device and do things one after the other. */
function tabOf(shared: ReturnType<typeof device>, who: { is: string | null } = { is: 'ana' }) {
  let keys = 0;
  const turn = { last: Promise.resolve() };
  const name = Math.random().toString(36).slice(2);
  const offline = new Offline({
    now: () => 1000,
    random: () => `${name}-${++keys}`,
    copies: shared.kept,
    outgoing: shared.outgoing,
    who: () => who.is,
    tell: () => {},
    shelf: shared.shelf,
    alone: (work) => (turn.last = turn.last.then(work))
  });
  return { offline, who };
}

/** What goes on in the background is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
const dead = () => Promise.reject(Problem.offline());
const ok = (body: unknown) => () => Promise.resolve(Response.json(body));
const get = (path: string) => new Request(API + path);
const post = (path: string, body: unknown, version = 3, method = 'POST') =>
  new Request(API + path, {
    method,
    body: JSON.stringify(body),
    headers: { ...json, 'if-match': `"${version}"` }
  });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (reason: unknown) => (reason instanceof Problem ? reason : Promise.reject(reason as Error))
  );
const ticket = (version: number, more: object = {}) =>
  ({ key: 'A-1', version, state: 'open', priority: 'normal', ...more }) as TicketView;

describe('what is kept', () => {
  it.each([
    ['/tickets?view=queue&limit=50', '/tickets?view=queue'],
    ['/tickets?limit=100&view=queue', '/tickets?view=queue'],
    ['/tickets?view=queue&limit=50&cursor=x', '/tickets?cursor=x&limit=50&view=queue'],
    ['/tickets/A-1', '/tickets/A-1'],
    ['/me', '/me'],
    ['/articles/12', '/articles/12'],
    ['/search?q=secret', null],
    ['/tickets/A-1/attachments/e/a', null],
    ['/desks/noord/keys', null]
  ])('%s is kept as %s', (path, name) => {
    expect(copyName(API + path)).toBe(name);
  });

  it.each([
    ['POST', '/tickets', { kind: 'open', ticket: null }],
    ['POST', '/tickets/A-1/messages', { kind: 'message', ticket: 'A-1' }],
    ['PUT', '/tickets/A-1/state', { kind: 'state', ticket: 'A-1' }],
    ['DELETE', '/tickets/A-1/links', null],
    ['POST', '/tickets/A-1/uploads', null],
    ['POST', '/desks/noord/keys', null]
  ])('%s %s waits as %j', (method, path, write) => {
    expect(waitingWrite(method, API + path)).toEqual(write);
  });
});

describe('reading without network', () => {
  it('knows what one changed oneself just before', async () => {
    const { offline } = tabOf(device());
    await offline.around(get('/tickets/A-1'), ok({ ticket: ticket(3), timeline: [1] }));
    await settled();
    const take = post('/tickets/A-1/assignee', { agent: 'ana' }, 3, 'PUT');
    await offline.around(take, ok(ticket(4, { state: 'open' })));

    const kept = await offline.around(get('/tickets/A-1'), dead);

    expect(await kept.json()).toEqual({ ticket: ticket(4), timeline: [1] });
  });

  it('is not what a question that was called off tells', async () => {
    const { offline } = tabOf(device());
    const stop = new AbortController();
    stop.abort();
    const asked = new Request(API + '/suggestions', { method: 'POST', body: '{}', signal: stop.signal });

    expect((await failure(offline.around(asked, dead)))?.code).toBe('offline');

    expect(offline.silent).toBe(false);
  });

  it('gives what was heard last, and says how old it is', async () => {
    const { offline } = tabOf(device());
    await offline.around(get('/tickets/A-1'), ok({ ticket: 'as it was' }));
    await settled();

    const again = await offline.around(get('/tickets/A-1'), dead);

    expect(await again.json()).toEqual({ ticket: 'as it was' });
    expect([offline.silent, offline.since]).toEqual([true, 7]);
  });

  it('is no answer where nothing was heard', async () => {
    const { offline } = tabOf(device());
    expect(await failure(offline.around(get('/tickets/A-2'), dead))).toMatchObject({ code: 'offline' });
  });

  it('never shows what another person read, and forgets it when they come', async () => {
    const shared = device();
    const { offline, who } = tabOf(shared);
    await offline.around(get('/tickets/A-1'), ok({ secret: true }));
    await settled();
    expect(shared.copies.size).toBe(1);
    who.is = 'lars';

    expect(await failure(offline.around(get('/tickets/A-1'), dead))).toMatchObject({ code: 'offline' });
    await offline.begin(() => Promise.reject(Problem.offline()));
    expect(shared.copies.size).toBe(0);
  });

  it('keeps nothing for whoever has no account, nor what was taken away', async () => {
    const shared = device();
    const { offline, who } = tabOf(shared, { is: null });
    await offline.around(get('/tickets/A-1'), ok({}));
    who.is = 'ana';
    await offline.around(get('/tickets/A-2'), ok({}));
    await settled();
    expect(shared.copies.size).toBe(1);
    await offline.around(get('/tickets/A-2'), () => Promise.resolve(Response.json({}, { status: 404 })));
    await settled();

    expect(shared.copies.size).toBe(0);
  });

  it('leaves nothing behind at the end', async () => {
    const shared = device();
    const { offline } = tabOf(shared);
    await offline.around(get('/me'), ok({}));
    await settled();
    await failure(offline.around(post('/tickets/A-1/notes', { text: 'x' }), dead));

    await offline.end('ana', true);

    expect([shared.copies.size, shared.rows.size, offline.waiting]).toEqual([0, 0, []]);
  });
});

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

  it('shows the ticket as it will be', async () => {
    const { offline } = await written(['/tickets/A-1/messages', { text: 'done', state: 'solved' }]);
    expect(offline.ahead(ticket(3)).state).toBe('solved');
    expect(offline.ahead(ticket(3, { key: 'B-1' })).state).toBe('open');
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

it('ids grow within one moment', () => {
  const ids = [nextId(5, 'zz'), nextId(5, 'aa'), nextId(4, 'mm')];
  expect([...ids].sort()).toEqual(ids);
});

it('trouble holds up only what follows on its ticket', () => {
  const one = (id: string, of: string, trouble = false) =>
    ({ id, ticket: of, trouble: trouble ? { kind: 'refused', code: '', detail: '' } : null }) as Waiting;
  const all = [one('1', 'A'), one('2', 'A', true), one('3', 'B'), one('4', 'A')];
  expect(sendable(all).map((w) => w.id)).toEqual(['1', '3']);
});

describe('files that wait', () => {
  const held = { id: 'held:1', name: 'photo.jpg', type: 'image/jpeg' };
  const asShelved = (id: string): Shelved => ({
    id,
    who: 'ana',
    place: 'A-1',
    file: new Blob(['x']),
    name: 'photo.jpg',
    type: 'image/jpeg',
    at: 1
  });

  async function written(more: object = {}) {
    const shared = device();
    await shared.shelf.put(asShelved('held:1'));
    const { offline } = tabOf(shared);
    const body = { text: 'Look', uploads: [held, { id: 'u0', name: 'a.txt', type: 'text/plain' }], ...more };
    let asked = 0;
    const send = () => Promise.resolve(Response.json({ asked: ++asked }));
    expect((await failure(offline.around(post('/tickets/A-1/messages', body), send)))?.code).toBe('waiting');
    expect(asked).toBe(0); // the API knows no such file yet
    return { shared, offline };
  }

  it('are carried first, and the message names them as they are called there', async () => {
    const { shared, offline } = await written();
    const sent: unknown[] = [];
    await shared.shelf.drop(['held:1'], 'A-1'); // the draft is cleared: the file stays with its message
    await offline.begin(
      (waiting) => {
        sent.push(waiting.body['uploads']);
        return Promise.resolve(ticket(4));
      },
      (waiting, file) => Promise.resolve(`${waiting.ticket}/${file.name}`)
    );
    await settled();

    expect(sent).toEqual([
      [
        { ...held, id: 'A-1/photo.jpg' },
        { id: 'u0', name: 'a.txt', type: 'text/plain' }
      ]
    ]);
    expect([offline.waiting.length, shared.files.size]).toEqual([0, 0]);
  });

  it('are carried once, however often the message is tried', async () => {
    const { offline } = await written();
    let carried = 0;
    let fails = true;
    await offline.begin(
      () => (fails ? Promise.reject(Problem.offline()) : Promise.resolve(ticket(4))),
      () => Promise.resolve(`u${++carried}`)
    );
    await settled();
    expect(offline.waiting[0]?.body['uploads']).toMatchObject([{ id: 'u1' }, { id: 'u0' }]);
    fails = false;
    await offline.flush();
    await settled();

    expect([carried, offline.waiting.length]).toEqual([1, 0]);
  });

  it('that the device lost are said, and the rest goes when asked', async () => {
    const { shared, offline } = await written();
    shared.files.clear();
    const sent: unknown[] = [];
    await offline.begin(
      (waiting) => {
        sent.push(waiting.body['uploads']);
        return Promise.resolve(ticket(4));
      },
      () => Promise.resolve('u9')
    );
    await settled();
    const [waiting] = offline.waiting;
    expect(waiting?.trouble).toEqual({ kind: 'refused', code: 'file-lost', detail: 'photo.jpg' });
    expect(sent).toEqual([]);
    if (waiting) await offline.anyway(waiting);
    await settled();

    expect(sent).toEqual([[{ id: 'u0', name: 'a.txt', type: 'text/plain' }]]);
  });

  it('go with what is thrown away', async () => {
    const { shared, offline } = await written();
    const [waiting] = offline.waiting;
    if (waiting) await offline.discard(waiting);

    expect(shared.files.size).toBe(0);
  });
});
