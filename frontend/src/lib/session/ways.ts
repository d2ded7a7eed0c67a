/** The API's verbs at the door: who signs whom in, there and back. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';

export type SsoWay = components['schemas']['SsoWay'];
export type Arrival = components['schemas']['ArrivalView'];

export function waysOver(door: Door) {
  const { GET, POST } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });

  return {
    /** Told by the mail domain alone: the address itself stays here. */
    forDomain: (domain: string) => read(GET('/api/v1/sign-in', { params: { query: { domain } } })),
    depart: (way: SsoWay, binding: string, hint: string) =>
      read(
        POST('/api/v1/sign-in/departures', {
          body: { desk: way.desk, provider: way.provider, binding, ...(hint ? { hint } : {}) }
        })
      ),
    arrive: (state: string, code: string, binding: string) =>
      read(POST('/api/v1/sign-in/arrivals', { body: { state, code, binding } }))
  };
}
