import { describe, expect, it } from 'vitest';
import type { UseStore } from 'idb-keyval';
import { outgoingIn, type Waiting } from './outgoing.ts';
import { FULL, isFull } from './room.ts';
import { dead, device, failure, ok, post, settled, tabOf, ticket } from './tests.ts';

const quota = () => new DOMException('no room', 'QuotaExceededError');

/** A device that has no room for what waits while more than `most` things that were read are kept on it. */
function small(most: number) {
  const shared = device();
  for (let n = 0; n < 8; n++) shared.copies.set(`ana /tickets/A-${n}`, '{}');
  const put = shared.outgoing.put;
  shared.outgoing.put = (waiting) => (shared.copies.size > most ? Promise.reject(quota()) : put(waiting));
  return shared;
}

describe('a device without room', () => {
  it('gives away what was only read, the oldest first, for what was written', async () => {
    const shared = small(4);
    const { offline } = tabOf(shared);

    const problem = await failure(offline.around(post('/tickets/A-7/notes', { text: 'x' }), dead));

    expect([problem?.code, offline.full, offline.waiting.length]).toEqual(['waiting', false, 1]);
    expect([...shared.copies.keys()]).toEqual([4, 5, 6, 7].map((n) => `ana /tickets/A-${n}`));
  });

  it('says that there is no room, and not that there is no network, where that is not enough', async () => {
    const { offline } = tabOf(small(-1));

    const problem = await failure(offline.around(post('/tickets/A-7/notes', { text: 'x' }), dead));

    expect([problem?.code, problem?.waits, offline.full]).toEqual([FULL, false, true]);
    expect(problem?.detail).toContain('no room left on this device');
    expect(offline.waiting).toEqual([]);
  });

  it('is not said to be full any more once that was sent after all', async () => {
    const { offline } = tabOf(small(-1));
    await failure(offline.around(post('/tickets/A-7/notes', { text: 'x' }), dead));
    expect(offline.full).toBe(true);

    await offline.around(post('/tickets/A-7/notes', { text: 'x' }), ok(ticket(4)));

    expect(offline.full).toBe(false);
  });

  it('is well again once something that waits was thrown away', async () => {
    const shared = device();
    const { offline } = tabOf(shared);
    await failure(offline.around(post('/tickets/A-1/notes', { text: 'one' }), dead));
    const put = shared.outgoing.put;
    shared.outgoing.put = (waiting) => (shared.rows.size > 0 ? Promise.reject(quota()) : put(waiting));
    await failure(offline.around(post('/tickets/B-1/notes', { text: 'two' }), dead));
    expect(offline.full).toBe(true);

    await offline.discard(offline.waiting[0] as Waiting);
    expect(offline.full).toBe(false);
    const problem = await failure(offline.around(post('/tickets/B-1/notes', { text: 'two' }), dead));

    expect([problem?.code, offline.waiting.map(({ body }) => body['text'])]).toEqual(['waiting', ['two']]);
  });
});

/** A store of Safari or Firefox without room: the request fails first, and why is known once all is called off. */
function fullStore(): UseStore {
  const transaction: Partial<Record<'onerror' | 'onabort', () => void>> & { error: DOMException | null } = {
    error: null
  };
  const fail = () => {
    transaction.onerror?.();
    transaction.error = quota();
    transaction.onabort?.();
  };
  const request = {} as IDBRequest;
  const answer = () => request.onsuccess?.(new Event('success'));
  const rows = {
    transaction,
    put: () => void setTimeout(fail),
    getAll: () => {
      setTimeout(answer);
      return Object.assign(request, { result: [{ id: '1' }, { id: '2' }] });
    }
  };
  return (_, work) => Promise.resolve(work(rows as unknown as IDBObjectStore));
}

describe('a browser that says late why nothing was kept', () => {
  it.each([
    ['puts', (box: ReturnType<typeof outgoingIn>) => box.put({ id: '1' } as Waiting)],
    ['changes', (box: ReturnType<typeof outgoingIn>) => box.change('1', (kept) => kept)]
  ])('is waited for: %s', async (_, work) => {
    const why: unknown = await work(outgoingIn(() => fullStore())).catch((error: unknown) => error);
    expect(isFull(why)).toBe(true);
  });
});

describe('what was sent later', () => {
  it('is told when it gave a ticket another state, with what it was before', async () => {
    const shared = device();
    const { offline } = tabOf(shared);
    shared.copies.set('ana /tickets/A-1', JSON.stringify({ ticket: ticket(3) }));
    await failure(offline.around(post('/tickets/A-1/notes', { text: 'one' }), dead));
    await failure(offline.around(post('/tickets/A-1/state', { state: 'solved' }, 3, 'PUT'), dead));

    await offline.begin(async (waiting) => ticket(waiting.kind === 'note' ? 4 : 5, waiting.body));
    await offline.flush();
    await settled();

    expect(offline.moved.map(({ before, after }) => [before?.state, after.version, after.state])).toEqual([
      ['open', 5, 'solved']
    ]);
  });
});
