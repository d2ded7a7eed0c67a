/** The API's verbs for what somebody has in hand, and for giving it to others. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';

type Schemas = components['schemas'];
export type Handover = Schemas['AgentHandover'];
export type Handovers = Schemas['AgentHandovers'];
export type Counts = Schemas['HandedCounts'];
export type Then = Handover['then'];

export function handingOver(over: Door) {
  const { GET, POST } = createClient<paths>({
    baseUrl: over.origin ?? '',
    fetch: (request) => pass(over, request)
  });
  const of = (desk: string, agent: string) => ({ params: { path: { desk, agent } } });

  return {
    of: (desk: string, agent: string) =>
      read(GET('/api/v1/desks/{desk}/agents/{agent}/handovers', of(desk, agent))),
    begin: (desk: string, agent: string, to: string | null, then: Then) =>
      read(POST('/api/v1/desks/{desk}/agents/{agent}/handovers', { ...of(desk, agent), body: { to, then } }))
  };
}

export const handing = handingOver(door);
