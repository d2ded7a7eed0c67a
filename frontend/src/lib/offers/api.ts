/** What people can order and what reports can be about, over the same door as all else. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import type { TenantView } from '#lib/api/types.ts';

export type Offer = components['schemas']['ServiceView'];
export type Category = components['schemas']['CategoryView'];
export type FormField = components['schemas']['FormFieldView'];
export type Value = string | boolean;

/** What people of one organisation choose from. */
export interface Offered {
  items: Offer[];
  categories: Category[];
}

export const NOTHING: Offered = { items: [], categories: [] };

export function offersOver(door: Door) {
  const { GET } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  return {
    listed: ({ desk, tenant }: TenantView['ref']): Promise<Offered> =>
      read(GET('/api/v1/offers', { params: { query: { desk, tenant } } }))
  };
}
