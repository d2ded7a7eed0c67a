import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem.ts';
import { fileSize } from '../i18n/format.ts';
import { MOST_BYTES, MOST_FILES, MOST_TOGETHER, refusal, SAID_BYTES, SAID_TOGETHER } from './limits.ts';
import type { Road } from './sending.ts';
import type { Shelf, Shelved } from './shelf.ts';
import { Uploads } from './uploads.svelte.ts';

vi.stubGlobal(
  'URL',
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined })
);

const file = (name: string, size = 3, type = 'text/plain') => new File(['x'.repeat(size)], name, { type });

/** A road whose posts answer what the test says, in turn; then 204. */
function road(...statuses: number[]) {
  let last = 0;
  const post = vi.fn<Road['post']>((_url, form, sent) => {
    expect([...form.keys()]).toEqual(['policy', 'key', 'file']);
    sent(0.5);
    return Promise.resolve(statuses.shift() ?? 204);
  });
  const offer = vi.fn<Road['offer']>(() =>
    Promise.resolve({ id: `u${++last}`, url: 'https://files.example', fields: { policy: 'p', key: 'k' } })
  );
  return { offer, post };
}

describe('files of a message', () => {
  it('go as soon as they are chosen, and are named in order', async () => {
    const uploads = new Uploads(road());
    uploads.add([file('a.txt'), file('b.txt')]);
    expect(uploads.busy).toBe(true);
    expect(await uploads.settled()).toBe(true);
    expect(uploads.named()).toEqual([
      { id: 'u1', name: 'a.txt', type: 'text/plain' },
      { id: 'u2', name: 'b.txt', type: 'text/plain' }
    ]);
  });

  it('ask for a new place once when the form expired', async () => {
    const way = road(403);
    const uploads = new Uploads(way);
    uploads.add([file('a.txt')]);
    expect(await uploads.settled()).toBe(true);
    expect(way.offer).toHaveBeenCalledTimes(2);
  });

  it('say that the network was away, and go again when asked', async () => {
    const uploads = new Uploads(road(0));
    uploads.add([file('a.txt')]);
    expect(await uploads.settled()).toBe(false);
    expect([uploads.items[0]?.problem, uploads.named()]).toEqual(['offline', []]);
    uploads.retry(uploads.items[0]?.key ?? 0);
    expect(await uploads.settled()).toBe(true);
  });

  it('say why no place was given', async () => {
    const way = { ...road(), offer: () => Promise.reject(Problem.of(413, { code: 'too-large' })) };
    const uploads = new Uploads(way);
    uploads.add([file('a.txt')]);
    expect([await uploads.settled(), uploads.items[0]?.problem]).toEqual([false, 'too-large']);
  });

  it('go three at a time, and one that is taken away leaves its place to another', async () => {
    const open: ((status: number) => void)[] = [];
    const way = { ...road(), post: vi.fn(() => new Promise<number>((done) => open.push(done))) };
    const uploads = new Uploads(way);
    uploads.add([1, 2, 3, 4].map((n) => file(`${n}.txt`)));
    await vi.waitFor(() => expect(way.post).toHaveBeenCalledTimes(3));
    uploads.remove(uploads.items[0]?.key ?? 0);
    await vi.waitFor(() => expect(way.post).toHaveBeenCalledTimes(4));
    for (const done of open) done(204);
    expect(await uploads.settled()).toBe(true);
    expect(uploads.named().map((one) => one.name)).toEqual(['2.txt', '3.txt', '4.txt']);
  });

  it('go to another place when the ticket will be somebody else’s', async () => {
    const uploads = new Uploads(road());
    uploads.add([file('a.txt')]);
    await uploads.settled();
    uploads.restart();
    await uploads.settled();
    expect(uploads.named()[0]?.id).toBe('u2');
  });

  it('are refused before anything is sent, each with its reason', () => {
    const uploads = new Uploads(road());
    uploads.add([file('empty.txt', 0), file('a.txt')]);
    expect(uploads.refused).toEqual([{ name: 'empty.txt', why: 'empty' }]);
    expect(uploads.items).toHaveLength(1);
  });
});

it('says the limits as the documents do, and no more than what goes', () => {
  expect([SAID_BYTES, SAID_TOGETHER].map((size) => fileSize(size, 'en'))).toEqual(['25 MB', '40 MB']);
  expect(SAID_BYTES).toBeLessThanOrEqual(MOST_BYTES);
  expect(SAID_TOGETHER).toBeLessThanOrEqual(MOST_TOGETHER);
});

it('knows the limits of one message', () => {
  const half = { size: MOST_BYTES };
  expect([
    refusal(0, []),
    refusal(MOST_BYTES + 1, []),
    refusal(
      1,
      Array.from({ length: MOST_FILES }, () => ({ size: 1 }))
    ),
    refusal(MOST_BYTES, [half]),
    refusal(1, [half])
  ]).toEqual(['empty', 'tooLarge', 'tooMany', 'tooMuch', null]);
});

describe('files kept with a draft', () => {
  function kept(room = true) {
    const files = new Map<string, Shelved>();
    const shelf: Shelf = {
      of: async (_who, place) => [...files.values()].filter((one) => one.place === place),
      get: async (id) => files.get(id) ?? null,
      put: async (one) => room && files.set(one.id, one).size > 0,
      claim: async () => undefined,
      drop: async (ids) => ids.forEach((id) => files.delete(id)),
      forget: async () => files.clear()
    };
    return { files, kept: { shelf, who: 'ana', place: 'A-1' } };
  }

  it('are held without a network, and named so that their message can wait for them', async () => {
    const at = kept();
    const uploads = new Uploads(road(0), at.kept);
    uploads.add([file('a.txt')]);

    expect(await uploads.settled()).toBe(true);
    expect(uploads.items[0]?.state).toBe('held');
    expect(uploads.named()).toEqual([{ id: [...at.files.keys()][0], name: 'a.txt', type: 'text/plain' }]);
    uploads.again();
    expect(await uploads.settled()).toBe(true);
    expect(uploads.named()).toMatchObject([{ id: 'u2' }]);
  });

  it('come back with the draft', async () => {
    const at = kept();
    new Uploads(road(0), at.kept).add([file('a.txt')]);
    await vi.waitFor(() => expect(at.files.size).toBe(1));
    const uploads = new Uploads(road(), at.kept);

    expect(await uploads.restored).toBe(true);
    expect(await uploads.settled()).toBe(true);
    expect(uploads.items.map((one) => [one.name, one.state])).toEqual([['a.txt', 'there']]);
  });

  it('stay when the page is left, and go when they are removed or sent', async () => {
    const at = kept();
    const uploads = new Uploads(road(), at.kept);
    uploads.add([file('a.txt')]);
    await uploads.settled();
    await vi.waitFor(() => expect(uploads.items[0]?.held).toBeTruthy());
    uploads.leave();
    expect(at.files.size).toBe(1);
    uploads.clear();
    expect(at.files.size).toBe(0);
  });

  it('say that there is no room for them here', async () => {
    const uploads = new Uploads(road(0), kept(false).kept);
    uploads.add([file('a.txt')]);

    expect(await uploads.settled()).toBe(false);
    expect(uploads.items[0]?.problem).toBe('no-room');
  });
});
