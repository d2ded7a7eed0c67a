/** What tests of working without network share: a device without a browser, and the API's answers. */
import { Problem } from '#lib/api/problem.ts';
import type { TicketView } from '#lib/api/types.ts';
import { OUTGOING, type Shelf, type Shelved } from '#lib/files/shelf.ts';
import type { Copies } from './copies.ts';
import { Offline } from './offline.svelte.ts';
import { followers, type Outgoing, type Waiting } from './outgoing.ts';

export const API = 'https://loket.example/api/v1';
const json = { 'content-type': 'application/json' };

/** What a device keeps, without a browser. */
export function device() {
  const copies = new Map<string, string>();
  const rows = new Map<string, Waiting>();
  const kept: Copies = {
    keep: async (who, name, body) => void copies.set(`${who} ${name}`, body),
    read: async (who, name) => {
      const body = copies.get(`${who} ${name}`);
      return body === undefined ? null : { body, at: 7 };
    },
    drop: async (who, name) => void copies.delete(`${who} ${name}`),
    halve: async () => {
      for (const name of [...copies.keys()].slice(0, Math.ceil(copies.size / 2))) copies.delete(name);
    },
    forget: async (allBut) => {
      for (const name of [...copies.keys()])
        if (allBut === null || !name.startsWith(`${allBut} `)) copies.delete(name);
    }
  };
  const outgoing: Outgoing = {
    all: async (who) =>
      [...rows.values()].filter((w) => w.who === who).sort((a, b) => (a.id < b.id ? -1 : 1)),
    put: async (waiting) => void rows.set(waiting.id, waiting),
    change: async (id, how) => {
      const one = rows.get(id);
      if (one) rows.set(id, how(one));
    },
    async drop(waiting, version) {
      const later = version === undefined ? [] : followers(await this.all(waiting.who), waiting, version);
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
export function tabOf(shared: ReturnType<typeof device>, who: { is: string | null } = { is: 'ana' }) {
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
export const settled = () => new Promise((resolve) => setTimeout(resolve));
export const dead = () => Promise.reject(Problem.offline());
export const ok = (body: unknown) => () => Promise.resolve(Response.json(body));
export const get = (path: string) => new Request(API + path);
export const post = (path: string, body: unknown, version = 3, method = 'POST') =>
  new Request(API + path, {
    method,
    body: JSON.stringify(body),
    headers: { ...json, 'if-match': `"${version}"` }
  });
export const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (reason: unknown) => (reason instanceof Problem ? reason : Promise.reject(reason as Error))
  );
export const ticket = (version: number, more: object = {}) =>
  ({ key: 'A-1', version, state: 'open', priority: 'normal', ...more }) as TicketView;
