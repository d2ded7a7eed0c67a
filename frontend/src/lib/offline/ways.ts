/** Which of the API's answers are kept for when there is no network, and which writes may wait. Pure. */

const KEPT = [
  /^\/me$/,
  /^\/sign-in$/,
  /^\/counts$/,
  /^\/offers$/,
  /^\/tickets$/,
  /^\/tickets\/[^/]+$/,
  /^\/tickets\/[^/]+\/attachments\/[^/]+$/,
  /^\/desks\/[^/]+\/(agents|texts)$/,
  /^\/desks\/[^/]+\/tenants\/[^/]+\/logo$/,
  /^\/(articles|spaces|knowledge|announcements|bulletins)(\/.*)?$/,
  /^\/desks\/[^/]+\/(spaces|trees|bulletins)$/,
  /^\/desks\/[^/]+\/(spaces\/[^/]+\/articles|articles\/[^/]+|trees\/[^/]+)$/
];
const API = '/api/v1';

/** Under which name the answer to this GET is kept; null: it is not. A list's first page is one, however long. */
export function copyName(address: string): string | null {
  const url = new URL(address);
  const path = below(url);
  if (path === null || !KEPT.some((way) => way.test(path))) return null;
  const query = new URLSearchParams(url.search);
  if (!query.has('cursor')) query.delete('limit');
  query.sort();
  const asked = query.toString();
  return asked ? `${path}?${asked}` : path;
}

/** What kind of writing this is, as a reader would call it. */
export type Kind = 'message' | 'note' | 'state' | 'priority' | 'assignee' | 'link' | 'open';

const KINDS: Record<string, Kind> = {
  'POST messages': 'message',
  'POST notes': 'note',
  'PUT state': 'state',
  'PUT priority': 'priority',
  'PUT assignee': 'assignee'
};

export interface Write {
  kind: Kind;
  /** The ticket it is about; null for a new one. */
  ticket: string | null;
}

/** A write that may wait for the network; null for one that may not. */
export function waitingWrite(method: string, address: string): Write | null {
  const path = below(new URL(address));
  if (path === null) return null;
  if (method === 'POST' && path === '/tickets') return { kind: 'open', ticket: null };
  const [, group, ticket, what, ...rest] = path.split('/');
  const kind = KINDS[`${method} ${what ?? ''}`];
  if (group === 'tickets' && ticket && method === 'PUT' && what === 'relations' && rest.length === 1)
    return { kind: 'link', ticket: decodeURIComponent(ticket) };
  if (group !== 'tickets' || !ticket || !kind || rest.length > 0) return null;
  return { kind, ticket: decodeURIComponent(ticket) };
}

export function pathOf(address: string): string {
  return new URL(address).pathname;
}

function below(url: URL): string | null {
  return url.pathname.startsWith(`${API}/`) ? url.pathname.slice(API.length) : null;
}
