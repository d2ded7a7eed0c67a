import { describe, expect, it } from 'vitest';
import { apiOver } from './client.ts';
import { Problem } from './problem.ts';

const ORIGIN = 'http://loket.example';

/** An API that gives these answers in turn; tokens come from `tokens` in turn. */
function over(answers: (() => Response)[], tokens: (string | null)[] = ['t1', 't2']) {
  const requests: Request[] = [];
  let given = 0;
  const api = apiOver({
    origin: ORIGIN,
    fetch: (request) => {
      requests.push(request);
      const answer = answers.shift();
      return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('failed'));
    },
    token: (spent) => Promise.resolve(tokens[spent === undefined ? given : ++given] ?? null)
  });
  return { api, requests };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (reason: unknown) => reason as Problem
  );

describe('the API client', () => {
  it('says to what stands between whose a ticket becomes: the request has no more than an id', async () => {
    const ahead: unknown[] = [];
    const api = apiOver({
      origin: ORIGIN,
      fetch: async () => Response.json({}),
      token: async () => 't1',
      around: (request, send, what) => (ahead.push(what), send(request))
    });
    const bo = { id: 'bo', name: 'Bo', email: 'bo@noord.example', phones: ['1'] };
    await api.assign('A-1', bo, 3);
    await api.assign('A-1', null, 4);
    await api.setState('A-1', 'open', 5);

    expect(ahead).toEqual([
      { assignee: { id: 'bo', name: 'Bo', email: 'bo@noord.example' } },
      { assignee: null },
      undefined
    ]);
  });

  it('asks with the token and what was wanted', async () => {
    const { api, requests } = over([json({ items: [], next: null })]);
    expect(await api.tickets({ view: 'queue', limit: 50, cursor: 'a&b' })).toEqual({ items: [], next: null });
    expect(requests[0]?.url).toBe(`${ORIGIN}/api/v1/tickets?view=queue&limit=50&cursor=a%26b`);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer t1');
  });

  it('says which version was seen, and keeps silent when none was', async () => {
    const { api, requests } = over([json({ key: 'A-1' }), json({ key: 'A-1' })]);
    await api.message('A-1', 'hello', null, 7);
    await api.message('A-1', 'hello', 'solved', null);
    expect(requests.map((request) => request.headers.get('if-match'))).toEqual(['"7"', null]);
    expect(await requests[0]?.json()).toEqual({ text: 'hello' });
    expect(await requests[1]?.json()).toEqual({ text: 'hello', state: 'solved' });
  });

  it('tries once more with a fresh token, sending the same body', async () => {
    const { api, requests } = over([json({ code: 'unauthorized' }, 401), json({ key: 'A-1' })]);
    await api.note('A-1', 'ordered', 3);
    expect(requests.map((request) => request.headers.get('authorization'))).toEqual([
      'Bearer t1',
      'Bearer t2'
    ]);
    expect(await requests[1]?.json()).toEqual({ text: 'ordered' });
  });

  it('does not try for ever', async () => {
    const { api, requests } = over([json({}, 401), json({}, 401), json({})]);
    expect(await failure(api.me())).toMatchObject({ status: 401, code: 'unauthorized' });
    expect(requests).toHaveLength(2);
  });

  it('asks nobody for a token to sign in', async () => {
    const { api, requests } = over([() => new Response(null, { status: 202 })], []);
    await api.askForAccount('pim@acme.example');
    expect(requests[0]?.headers.has('authorization')).toBe(false);
  });

  it('does not even ask when nobody is signed in', async () => {
    const { api, requests } = over([json({})], []);
    expect(await failure(api.me())).toMatchObject({ status: 401 });
    expect(requests).toHaveLength(0);
  });

  it('carries what stands now out of a conflict', async () => {
    const current = { key: 'A-1', version: 9 };
    const { api } = over([json({ code: 'version-conflict', detail: 'changed', current }, 409)]);
    const problem = await failure(api.setState('A-1', 'open', 8));
    expect(problem).toMatchObject({ stale: true, detail: 'changed', current });
  });

  it.each([
    ['a proxy’s page with an error', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 502],
    ['a proxy’s page in place of the API', () => new Response('<h1>Hello</h1>', { status: 200 }), 503],
    [
      'half an answer',
      () => new Response('{"items":[', { headers: { 'content-type': 'application/json' } }),
      503
    ]
  ])('%s is a problem with a status', async (_, answer, status) => {
    const { api } = over([answer as () => Response]);
    expect(await failure(api.me())).toMatchObject({ status, code: 'unavailable' });
  });

  it('is offline when nobody answers', async () => {
    expect(await failure(over([]).api.me())).toMatchObject({ code: 'offline' });
  });

  it('spells keys so that they stay one part of the address', async () => {
    const { api, requests } = over([json({})]);
    await api.ticket('../me');
    expect(requests[0]?.url).toBe(`${ORIGIN}/api/v1/tickets/..%2Fme`);
  });
});

it.each([
  [404, true],
  [403, true],
  [503, false],
  [401, false]
])('what was answered with %i will not come by asking again: %s', (status, gone) => {
  expect(Problem.of(status, {}).gone).toBe(gone);
});
