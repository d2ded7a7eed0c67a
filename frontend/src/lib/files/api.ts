/** Places for files, over the same door as all else. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import type { TenantView } from '#lib/api/types.ts';
import { door } from '#lib/session/session.svelte.ts';
import { postByRequest, type Road } from './sending.ts';

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
