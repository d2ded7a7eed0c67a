/** The API's verbs. Every request goes through here: token, refresh, problems, the network's silence. */
import { Problem } from './problem.ts';
import type * as api from './types.ts';

export interface Door {
  fetch: typeof fetch;
  /** A token that is good now, or null when nobody is signed in. `spent`: one that was just refused. */
  token: (spent?: string) => Promise<string | null>;
}

export interface Call {
  query?: Record<string, string | number | null | undefined>;
  body?: unknown;
  /** The version that was seen; the API refuses when it is not the present one. */
  version?: number | null;
}

export const ROOT = '/api/v1';

/** The API as typed verbs over one door. */
export function apiOver(door: Door) {
  const get = <T>(path: string, query?: Call['query']) => ask<T>(door, 'GET', path, query ? { query } : {});
  const post = <T>(path: string, body: unknown, version?: number | null) =>
    ask<T>(door, 'POST', path, { body, version: version ?? null });
  const put = <T>(path: string, body: unknown, version?: number | null) =>
    ask<T>(door, 'PUT', path, { body, version: version ?? null });
  const ticket = (key: string) => `/tickets/${encodeURIComponent(key)}`;

  return {
    signInOptions: () => get<api.SignInOptions>('/sign-in'),
    askForAccount: (email: string) => post<void>('/sign-in/codes', { email }),
    me: () => get<api.Me>('/me'),
    tickets: (wanted: api.Wanted) => get<api.Page<api.TicketSummary>>('/tickets', { ...wanted }),
    ticket: (key: string) => get<api.Story>(ticket(key)),
    open: (wanted: api.NewTicket) => post<api.TicketView>('/tickets', wanted),
    message: (key: string, text: string, state: api.State | null, version?: number | null) =>
      post<api.TicketView>(`${ticket(key)}/messages`, state ? { text, state } : { text }, version),
    note: (key: string, text: string, version?: number | null) =>
      post<api.TicketView>(`${ticket(key)}/notes`, { text }, version),
    assign: (key: string, agent: string | null, version?: number | null) =>
      put<api.TicketView>(`${ticket(key)}/assignee`, { agent }, version),
    setState: (key: string, state: api.State, version?: number | null) =>
      put<api.TicketView>(`${ticket(key)}/state`, { state }, version),
    setPriority: (key: string, priority: api.Priority, reason: string, version?: number | null) =>
      put<api.TicketView>(`${ticket(key)}/priority`, reason ? { priority, reason } : { priority }, version),
    attachment: (key: string, entry: string, id: string) =>
      get<{ url: string; seconds: number }>(
        `${ticket(key)}/attachments/${encodeURIComponent(entry)}/${encodeURIComponent(id)}`
      ),
    agents: (desk: string) => get<api.DeskMembers>(`/desks/${encodeURIComponent(desk)}/agents`),
    search: (q: string, limit: number) => get<{ items: api.SearchHit[] }>('/search', { q, limit })
  };
}

export type Api = ReturnType<typeof apiOver>;

const OPEN_TO_ALL = new Set(['/sign-in', '/sign-in/codes']);

async function ask<T>(door: Door, method: string, path: string, call: Call): Promise<T> {
  if (OPEN_TO_ALL.has(path)) return read<T>(await send(door, method, path, call, null));
  const token = await door.token();
  if (!token) throw Problem.of(401, {});
  let response = await send(door, method, path, call, token);
  if (response.status === 401) {
    const fresh = await door.token(token);
    if (fresh) response = await send(door, method, path, call, fresh);
  }
  return read<T>(response);
}

async function send(
  door: Door,
  method: string,
  path: string,
  call: Call,
  token: string | null
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token) headers['authorization'] = `Bearer ${token}`;
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.version !== undefined && call.version !== null) headers['if-match'] = `"${call.version}"`;
  try {
    return await door.fetch(ROOT + path + queryString(call.query), {
      method,
      headers,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) })
    });
  } catch {
    throw Problem.offline();
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : undefined;
  } catch {
    throw Problem.of(response.ok ? 503 : response.status, {});
  }
  if (!response.ok) throw Problem.of(response.status, body);
  return body as T;
}

function queryString(query: Call['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return '';
  return '?' + new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
