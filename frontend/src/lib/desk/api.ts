/** The API's verbs for a desk's daily work, over the same door as all others. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import type { Page, TicketSummary } from '#lib/api/types.ts';
import { door } from '#lib/session/session.svelte.ts';

type Schemas = components['schemas'];
export type QueueCounts = Schemas['QueueCountsView'];
export type Count = Schemas['CountView'];
export type Doing = Schemas['Doing'];
export type Colleague = Schemas['ColleagueView'];
export type CallerView = Schemas['CallerView'];
export type ReadyText = Schemas['ReadyTextView'];
export type ReadyTextInput = Schemas['ReadyTextInput'];

function deskOver(one: Door) {
  const { GET, PUT, DELETE } = createClient<paths>({
    baseUrl: one.origin ?? '',
    fetch: (request) => pass(one, request)
  });
  const text = (desk: string, id: string) => ({ params: { path: { desk, text: id } } });

  return {
    counts: () => read(GET('/api/v1/counts')),
    callers: (q: string) =>
      read(GET('/api/v1/callers', { params: { query: { q } } })).then((answer) => answer.items),
    ticketsOf: (desk: string, tenant: string, person: string, limit: number) =>
      read(
        GET('/api/v1/tickets', { params: { query: { view: 'person', desk, tenant, person, limit } } })
      ) as Promise<Page<TicketSummary>>,
    presence: (key: string, doing: Doing) =>
      read(PUT('/api/v1/tickets/{key}/presence', { params: { path: { key } }, body: { doing } })),
    texts: (desk: string) => read(GET('/api/v1/desks/{desk}/texts', { params: { path: { desk } } })),
    saveText: (desk: string, id: string, body: ReadyTextInput) =>
      read(PUT('/api/v1/desks/{desk}/texts/{text}', { ...text(desk, id), body })),
    deleteText: (desk: string, id: string) =>
      done(DELETE('/api/v1/desks/{desk}/texts/{text}', text(desk, id)))
  };
}

export const deskApi = deskOver(door);
