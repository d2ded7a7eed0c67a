/** The API's verbs for one word to all tickets under one. */
import createClient from 'openapi-fetch';
import { pass, read } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import type { TicketView } from '#lib/api/types.ts';
import { door } from '#lib/session/session.svelte.ts';

/** Whom a word would reach: the keys of those still open, and how many are done. */
export type Reach = components['schemas']['Reach'];

const { GET, POST } = createClient<paths>({
  baseUrl: door.origin ?? '',
  fetch: (request) => pass(door, request)
});

/** `text` '': our own sentence, in the language of each. */
export function announce(key: string, text: string, solve: boolean): Promise<TicketView> {
  return read(
    POST('/api/v1/tickets/{key}/announcements', { params: { path: { key } }, body: { text, solve } })
  );
}

export function reachOf(key: string): Promise<Reach> {
  return read(GET('/api/v1/tickets/{key}/announcements', { params: { path: { key } } }));
}
