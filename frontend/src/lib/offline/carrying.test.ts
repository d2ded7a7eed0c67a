import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import type { Shelved } from '#lib/files/shelf.ts';
import { device, failure, post, settled, tabOf, ticket } from './tests.ts';

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
