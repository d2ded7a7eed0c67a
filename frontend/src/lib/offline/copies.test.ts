import { expect, it } from 'vitest';
import type { UseStore } from 'idb-keyval';
import { copiesIn, type Copy } from './copies.ts';

/** A database in memory that counts how often everything in it is read. */
function memory() {
  const rows = new Map<string, Copy>();
  const seen = { all: 0 };
  const later = <R>(result: R) => {
    const request = { result, onsuccess: () => {} };
    setTimeout(() => request.onsuccess());
    return request;
  };
  const store: UseStore = (_, work) => {
    const transaction = { oncomplete: () => {} };
    setTimeout(() => transaction.oncomplete());
    const all = {
      transaction,
      get: (name: string) => later(rows.get(name)),
      put: (one: Copy, name: string) => void rows.set(name, one),
      delete: (name: string) => void rows.delete(name),
      getAllKeys: () => later([...rows.keys()]),
      getAll: () => {
        seen.all += 1;
        return later([...rows.values()]);
      }
    };
    return Promise.resolve(work(all as unknown as IDBObjectStore));
  };
  return { rows, seen, store };
}

it('forgets what others read, and reads none of it for that', async () => {
  const { rows, seen, store } = memory();
  const copies = copiesIn(
    () => 1,
    () => store
  );
  await copies.keep('ana', '/tickets', '{}');
  await copies.keep('lars', '/tickets', '{}');

  await copies.forget('ana');

  expect([[...rows.keys()], seen.all]).toEqual([['ana\n/tickets'], 0]);
  await copies.forget(null);
  expect([rows.size, seen.all]).toEqual([0, 0]);
});

it('keeps four hundred, the newest; reads them all only when there are more', async () => {
  const { rows, seen, store } = memory();
  let now = 0;
  const copies = copiesIn(
    () => ++now,
    () => store
  );
  for (let n = 0; n < 400; n++) rows.set(`ana\n/tickets/old-${n}`, { body: '', at: 0 });
  for (let n = 0; n < 25; n++) await copies.keep('ana', '/tickets/A-1', '{}');
  expect([rows.size, seen.all, rows.has('ana\n/tickets/A-1')]).toEqual([400, 1, true]);

  for (let n = 0; n < 25; n++) await copies.keep('ana', '/tickets/A-1', '{}');
  expect([rows.size, seen.all]).toEqual([400, 1]);

  await copies.halve();
  expect([rows.size, rows.has('ana\n/tickets/A-1')]).toEqual([200, true]);
});
