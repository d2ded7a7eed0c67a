/** The API's verbs for finding: search, what may help while one writes, what a ticket may be about. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';
import type { SearchAsked, SearchResults, Writing } from './types.ts';

function findingOver(one: Door) {
  const { GET, POST } = createClient<paths>({
    baseUrl: one.origin ?? '',
    fetch: (request) => pass(one, request)
  });
  const given = (signal?: AbortSignal) => (signal ? { signal } : {});

  return {
    search: (query: SearchAsked, signal?: AbortSignal) =>
      read(GET('/api/v1/search', { params: { query }, ...given(signal) })) as Promise<SearchResults>,
    suggestions: (body: Writing, signal?: AbortSignal) =>
      read(POST('/api/v1/suggestions', { body, ...given(signal) })),
    classifications: (body: Writing, signal?: AbortSignal) =>
      read(POST('/api/v1/classifications', { body, ...given(signal) })),
    counts: (queries: Record<string, string>) =>
      read(POST('/api/v1/search-counts', { body: { queries } })).then((answer) => answer.counts)
  };
}

export const finding = findingOver(door);
