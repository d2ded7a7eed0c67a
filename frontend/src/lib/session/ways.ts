/** The API's verbs at the door: who signs whom in, there and back. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';

export type SsoWay = components['schemas']['SsoWay'];
export type OwnSignIn = components['schemas']['OwnSignInView'];
export type Setup = components['schemas']['SetupView'];

export function waysOver(door: Door) {
  const { GET, POST, PUT, DELETE } = createClient<paths>({
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
      read(POST('/api/v1/sign-in/arrivals', { body: { state, code, binding } })),
    password: (email: string, password: string) =>
      read(POST('/api/v1/sign-in/passwords', { body: { email, password } })),

    own: () => read(GET('/api/v1/me/sessions')),
    end: (session: string) =>
      done(DELETE('/api/v1/me/sessions/{session}', { params: { path: { session } } })),
    endAll: () => done(DELETE('/api/v1/me/sessions')),
    setUp: () => read(POST('/api/v1/me/second-factor')),
    confirm: (code: string) => read(PUT('/api/v1/me/second-factor', { body: { code } })),
    remove: (code: string) => done(POST('/api/v1/me/second-factor/removal', { body: { code } })),
    give: (code: string) => read(PUT('/api/v1/me/session', { body: { code } }))
  };
}
