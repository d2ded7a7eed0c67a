/** An organisation's logo, as a picture in an address of its own; null: it has none. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import type { TenantView } from '#lib/api/types.ts';

export async function logoOf(door: Door, { desk, tenant }: TenantView['ref']): Promise<string | null> {
  const { GET } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  const path = { desk, tenant };
  const { url } = await read(GET('/api/v1/desks/{desk}/tenants/{tenant}/logo', { params: { path } }));
  return url ?? null;
}
