/** Places for files, over the same door as all else. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import type { TenantView } from '#lib/api/types.ts';
import { door } from '#lib/session/session.svelte.ts';
import { postByRequest, put, type Road } from './sending.ts';

function placesOver(one: Door) {
  const { POST } = createClient<paths>({ baseUrl: one.origin ?? '', fetch: (request) => pass(one, request) });
  return {
    onTicket: (key: string, size: number) =>
      read(POST('/api/v1/tickets/{key}/uploads', { params: { path: { key } }, body: { size } })),
    first: (tenant: TenantView['ref'] | null, size: number) =>
      read(POST('/api/v1/uploads', { body: { size, ...(tenant ? { tenant } : {}) } }))
  };
}

const places = placesOver(door);

/** Files of a message on this ticket. */
export function toTicket(key: string): Road {
  return { offer: (size) => places.onTicket(key, size), post: postByRequest };
}

/** Files of a ticket that is about to be opened for the tenant of that moment. */
export function toNewTicket(tenant: () => TenantView['ref'] | null): Road {
  return { offer: (size) => places.first(tenant(), size), post: postByRequest };
}

/** One file of a message that waited, to where that message may name it. Raises Problem. */
export function carry(message: { ticket: string | null; body: Record<string, unknown> }, file: File) {
  const tenant = message.body['tenant'] as TenantView['ref'] | undefined;
  const road = message.ticket === null ? toNewTicket(() => tenant ?? null) : toTicket(message.ticket);
  return put(road, file, () => undefined, new AbortController().signal);
}
