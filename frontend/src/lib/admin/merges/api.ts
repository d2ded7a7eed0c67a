/** The API's verbs for people who were made one, and for making them two again. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';

export type Merge = components['schemas']['PersonMergeView'];

export function mergesOver(over: Door) {
  const { GET, PUT } = createClient<paths>({
    baseUrl: over.origin ?? '',
    fetch: (request) => pass(over, request)
  });

  return {
    all: (desk: string, tenant: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/merges', { params: { path: { desk, tenant } } })).then(
        (answer) => answer.items
      ),
    separate: (desk: string, tenant: string, person: string) =>
      read(
        PUT('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}/separation', {
          params: { path: { desk, tenant, person } }
        })
      )
  };
}

export const merges = mergesOver(door);
