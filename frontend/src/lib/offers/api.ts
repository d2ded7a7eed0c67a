/** What people can order, over the same door as all else. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import type { TenantView, TicketView } from '#lib/api/types.ts';

export type Offer = components['schemas']['ServiceView'];
export type FormField = components['schemas']['FormFieldView'];
export type Value = string | boolean;

export function offersOver(door: Door) {
  const { GET, POST } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  return {
    listed: ({ desk, tenant }: TenantView['ref']): Promise<{ items: Offer[] }> =>
      read(GET('/api/v1/offers', { params: { query: { desk, tenant } } })),
    order: (
      tenant: TenantView['ref'],
      order: { service: string; subject: string; text: string; fields: Record<string, Value> }
    ): Promise<TicketView> => read(POST('/api/v1/tickets', { body: { tenant, ...order } }))
  };
}
