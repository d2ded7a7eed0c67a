/** The API's verbs. Every request goes through here: token, refresh, problems, the network's silence. */
import createClient from 'openapi-fetch';
import { authorization } from '#lib/session/link.ts';
import { Problem } from './problem.ts';
import type { paths } from './schema.d.ts';
import type {
  PersonView,
  Priority,
  State,
  TicketInput,
  TicketSummary,
  TicketView,
  UploadedFile,
  Wanted
} from './types.ts';

export interface Door {
  fetch: (request: Request) => Promise<Response>;
  /** A token that is good now, or null when nobody is signed in. `spent`: one that was just refused. */
  token: (spent?: string) => Promise<string | null>;
  /** Where the API lives; the page's own origin when left out. */
  origin?: string;
  /** What stands between the app and the network, where something does. */
  around?: (
    request: Request,
    send: (request: Request) => Promise<Response>,
    ahead?: Ahead
  ) => Promise<Response>;
}

/** How lists show the ticket once this is done, where the request alone does not say it. */
export type Ahead = Partial<TicketSummary>;

/** A write as it was kept until it could be sent. */
export interface Kept {
  request: string;
  method: string;
  path: string;
  body: Record<string, unknown>;
  version: number | null;
}

/** What goes with a note, besides its text. */
export interface NoteExtras {
  mentions?: string[];
  uploads?: UploadedFile[];
}

/** The version that was seen; the API refuses when it is not the present one. null: any. */
type Version = number | null;

/** The API as typed verbs over one door. */
export function apiOver(door: Door) {
  const { GET, POST, PUT } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  const at = (key: string, version: Version = null) => ({
    params: { path: { key }, header: version === null ? {} : { 'If-Match': `"${version}"` } }
  });

  return {
    signInOptions: () => read(GET('/api/v1/sign-in')),
    askForAccount: (email: string) => done(POST('/api/v1/sign-in/codes', { body: { email } })),
    me: () => read(GET('/api/v1/me')),
    tickets: (query: Wanted) => read(GET('/api/v1/tickets', { params: { query } })),
    ticket: (key: string) => read(GET('/api/v1/tickets/{key}', { params: { path: { key } } })),
    open: (body: TicketInput) => read(POST('/api/v1/tickets', { body })),
    message: (
      key: string,
      text: string,
      state: State | null,
      version: Version,
      uploads: UploadedFile[] = []
    ) =>
      read(
        POST('/api/v1/tickets/{key}/messages', {
          ...at(key, version),
          body: { text, ...(state ? { state } : {}), ...(uploads.length ? { uploads } : {}) }
        })
      ),
    note: (key: string, text: string, version: Version, more: NoteExtras = {}) =>
      read(POST('/api/v1/tickets/{key}/notes', { ...at(key, version), body: { text, ...more } })),
    assign: (key: string, to: PersonView | null, version: Version) =>
      read(
        PUT('/api/v1/tickets/{key}/assignee', {
          ...at(key, version),
          body: { agent: to?.id ?? null },
          // A person alone, whatever else is known of them where they were chosen: it may be kept on the device.
          fetch: (request) =>
            pass(door, request, { assignee: to && { id: to.id, name: to.name, email: to.email } })
        })
      ),
    setState: (key: string, state: State, version: Version) =>
      read(PUT('/api/v1/tickets/{key}/state', { ...at(key, version), body: { state } })),
    setPriority: (key: string, priority: Priority, reason: string, version: Version) =>
      read(
        PUT('/api/v1/tickets/{key}/priority', {
          ...at(key, version),
          body: reason ? { priority, reason } : { priority }
        })
      ),
    attachment: (key: string, entry: string, attachment: string) =>
      read(
        GET('/api/v1/tickets/{key}/attachments/{entry}/{attachment}', {
          params: { path: { key, entry, attachment } }
        })
      ),
    agents: (desk: string) => read(GET('/api/v1/desks/{desk}/agents', { params: { path: { desk } } })),
    search: (q: string, limit: number) =>
      read(GET('/api/v1/search', { params: { query: { q, limit, type: 'ticket' } } }))
  };
}

export type Api = ReturnType<typeof apiOver>;

const OPEN_TO_ALL = /\/api\/v1\/sign-in(\/|$)/;

/** Sends a request, through whatever stands between. */
export function pass(door: Door, request: Request, ahead?: Ahead): Promise<Response> {
  const send = (one: Request) => authorised(door, one);
  return door.around ? door.around(request, send, ahead) : send(request);
}

/** A write that waited, sent as it was written. Gives the ticket as it stands after it. */
export async function resend(door: Door, write: Kept): Promise<TicketView> {
  const headers = new Headers({ 'content-type': 'application/json', 'idempotency-key': write.request });
  if (write.version !== null) headers.set('if-match', `"${write.version}"`);
  const address = (door.origin ?? location.origin) + write.path;
  const body = JSON.stringify(write.body);
  const response = await authorised(door, new Request(address, { method: write.method, headers, body }));
  const said: unknown = await response.json().catch(() => null);
  if (!response.ok) throw Problem.of(response.status, said);
  if (typeof said !== 'object' || said === null) throw Problem.of(503, {});
  return said as TicketView;
}

/** With a token; once more with a fresh one when it was refused. */
async function authorised(door: Door, request: Request): Promise<Response> {
  if (OPEN_TO_ALL.test(new URL(request.url).pathname)) return send(door, request);
  const token = await door.token();
  if (!token) throw Problem.of(401, {});
  const again = request.clone();
  const response = await send(door, request, token);
  if (response.status !== 401) return response;
  const fresh = await door.token(token);
  return fresh ? send(door, again, fresh) : response;
}

async function send(door: Door, request: Request, token?: string): Promise<Response> {
  if (token) request.headers.set('authorization', authorization(token));
  try {
    return await door.fetch(request);
  } catch {
    throw Problem.offline();
  }
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; a Problem for a refusal, and for a body that is not the API's. */
export async function read<T>(answer: Promise<Answered<T>>): Promise<T> {
  const { data, response } = await answered(answer);
  if (data === undefined) throw Problem.of(503, {});
  if (!response.headers.get('content-type')?.includes('json')) throw Problem.of(503, {});
  return data;
}

export async function done(answer: Promise<Answered<unknown>>): Promise<void> {
  await answered(answer);
}

async function answered<T>(answer: Promise<Answered<T>>): Promise<Answered<T>> {
  let got: Answered<T>;
  try {
    got = await answer;
  } catch (error) {
    if (error instanceof SyntaxError) throw Problem.of(503, {});
    throw error;
  }
  if (!got.response.ok) throw Problem.of(got.response.status, got.error);
  return got;
}
