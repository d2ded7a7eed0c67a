/** The API's verbs for what a desk asks at its door, and for organisations that sign their people in. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';

type Schemas = components['schemas'];
export type Provider = Schemas['ProviderView'];
export type ProviderInput = Schemas['ProviderInput'];
export type Saml = Schemas['SamlView'];
export type DoorPolicy = Schemas['DoorPolicyView'];

export function doorOver(over: Door) {
  const { GET, PUT, DELETE } = createClient<paths>({
    baseUrl: over.origin ?? '',
    fetch: (request) => pass(over, request)
  });
  const of = (desk: string, provider: string) => ({ params: { path: { desk, provider } } });

  return {
    policy: (desk: string) => read(GET('/api/v1/desks/{desk}/door', { params: { path: { desk } } })),
    savePolicy: (desk: string, body: DoorPolicy) =>
      read(PUT('/api/v1/desks/{desk}/door', { params: { path: { desk } }, body })),
    providers: (desk: string) => read(GET('/api/v1/desks/{desk}/sso', { params: { path: { desk } } })),
    save: (desk: string, id: string, body: ProviderInput) =>
      read(PUT('/api/v1/desks/{desk}/sso/{provider}', { ...of(desk, id), body })),
    remove: (desk: string, id: string) => done(DELETE('/api/v1/desks/{desk}/sso/{provider}', of(desk, id)))
  };
}

export const doorway = doorOver(door);
