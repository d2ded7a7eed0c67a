/** The API's verb that makes one ticket of two. */
import createClient from 'openapi-fetch';
import { pass, read } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import type { TicketView } from '#lib/api/types.ts';
import { door } from '#lib/session/session.svelte.ts';

/** Closes `ticket` in favour of `into`. `informed`: its people take part there. */
export async function merge(ticket: TicketView, into: string, informed: boolean): Promise<void> {
  const { PUT } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  const params = { path: { key: ticket.key }, header: { 'If-Match': `"${ticket.version}"` } };
  await read(
    PUT('/api/v1/tickets/{key}/merged-into', { params, body: { ticket: into, keep_informed: informed } })
  );
}
