import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import { API, dead, device, failure, get, ok, post, settled, tabOf, ticket } from './tests.ts';

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

  it('leaves nothing behind that came while they were leaving', async () => {
    const shared = device();
    const { offline } = tabOf(shared);
    let answer: (came: Response) => void = () => undefined;
    const reading = offline.around(get('/tickets'), () => new Promise((give) => (answer = give)));
    shared.outgoing.forget = async () => {
      answer(Response.json({ items: [] }));
      await reading;
      await settled();
    };
    await offline.end('ana', true);
    expect(shared.copies.size).toBe(0);

    // Whoever comes next, and be it the same person, is read for at once.
    await offline.around(get('/tickets'), ok({ items: [] }));
    await settled();
    expect(shared.copies.size).toBe(1);
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
