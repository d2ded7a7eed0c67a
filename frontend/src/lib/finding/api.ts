/** The API's verbs for finding: search, what may help while one writes, what a ticket may be about. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';
import type { Classified, Relation, SearchAsked, SearchResults, ViewInput, Writing } from './types.ts';

function findingOver(one: Door) {
  const { GET, POST, PUT, DELETE } = createClient<paths>({
    baseUrl: one.origin ?? '',
    fetch: (request) => pass(one, request)
  });
  const of = (desk: string) => ({ params: { path: { desk } } });
  const given = (signal?: AbortSignal) => (signal ? { signal } : {});

  return {
    search: (query: SearchAsked, signal?: AbortSignal) =>
      read(GET('/api/v1/search', { params: { query }, ...given(signal) })) as Promise<SearchResults>,
    suggestions: (body: Writing, signal?: AbortSignal) =>
      read(POST('/api/v1/suggestions', { body, ...given(signal) })),
    classifications: (body: Writing, signal?: AbortSignal) =>
      read(POST('/api/v1/classifications', { body, ...given(signal) })),
    /** Puts an article into the ticket's story and gives the text for the answer. */
    give: (key: string, article: string) =>
      read(POST('/api/v1/tickets/{key}/articles', { params: { path: { key } }, body: { article } })),
    classify: (key: string, body: Classified, version: number | null) =>
      read(
        PUT('/api/v1/tickets/{key}/classification', {
          params: { path: { key }, header: version === null ? {} : { 'If-Match': `"${version}"` } },
          body
        })
      ),
    setTeam: (key: string, team: string, version: number | null) =>
      read(
        PUT('/api/v1/tickets/{key}/team', {
          params: { path: { key }, header: version === null ? {} : { 'If-Match': `"${version}"` } },
          body: { team }
        })
      ),
    /** Links `key` to another ticket; both sides say so. */
    relate: (key: string, other: string, relation: Relation) =>
      read(
        PUT('/api/v1/tickets/{key}/relations/{other}', {
          params: { path: { key, other } },
          body: { relation }
        })
      ),
    takeApart: (key: string, other: string) =>
      done(DELETE('/api/v1/tickets/{key}/relations/{other}', { params: { path: { key, other } } })),
    teams: (desk: string) => read(GET('/api/v1/desks/{desk}/teams', of(desk))).then((answer) => answer.items),
    categories: (desk: string) =>
      read(GET('/api/v1/desks/{desk}/categories', of(desk))).then((answer) => answer.items),
    services: (desk: string) =>
      read(GET('/api/v1/desks/{desk}/services', of(desk))).then((answer) => answer.items),
    views: (desk: string) => read(GET('/api/v1/desks/{desk}/views', of(desk))).then((answer) => answer.items),
    saveView: (desk: string, body: ViewInput, id: string | null) =>
      id === null
        ? read(POST('/api/v1/desks/{desk}/views', { ...of(desk), body }))
        : read(PUT('/api/v1/desks/{desk}/views/{view}', { params: { path: { desk, view: id } }, body })),
    deleteView: (desk: string, view: string) =>
      done(DELETE('/api/v1/desks/{desk}/views/{view}', { params: { path: { desk, view } } })),
    waves: (desk: string) => read(GET('/api/v1/desks/{desk}/waves', of(desk))).then((answer) => answer.items),
    dismissWave: (desk: string, wave: string) =>
      read(
        PUT('/api/v1/desks/{desk}/waves/{wave}/dismissal', { params: { path: { desk, wave } }, body: {} })
      ),
    makeIncident: (desk: string, wave: string, key: string) =>
      read(
        PUT('/api/v1/desks/{desk}/waves/{wave}/incident', {
          params: { path: { desk, wave } },
          body: { key }
        })
      ),
    counts: (queries: Record<string, string>) =>
      read(POST('/api/v1/search-counts', { body: { queries } })).then((answer) => answer.counts)
  };
}

export const finding = findingOver(door);
