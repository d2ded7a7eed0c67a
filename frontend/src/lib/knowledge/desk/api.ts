/** The API's verbs for writing knowledge. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';
import type { BulletinInput } from './begun.ts';
import type { ArticleState, Content, SpaceInput, TreeInput } from './types.ts';

function writingOver(one: Door) {
  const { GET, POST, PUT } = createClient<paths>({
    baseUrl: one.origin ?? '',
    fetch: (request) => pass(one, request)
  });
  const of = <P extends object>(path: P) => ({ params: { path } });
  const seen = <P extends object>(path: P, version: number | null) => ({
    params: { path, header: version === null ? {} : { 'If-Match': `"${version}"` } }
  });

  return {
    source: (desk: string, article: string) =>
      read(GET('/api/v1/desks/{desk}/articles/{article}/source', of({ desk, article }))),
    draftHtml: (desk: string, article: string, language: string) =>
      read(
        GET('/api/v1/desks/{desk}/articles/{article}', {
          params: { path: { desk, article }, query: { language, draft: true } }
        })
      ),
    make: (desk: string, body: { space: string; title?: string; language: string; from_ticket?: string }) =>
      read(POST('/api/v1/desks/{desk}/articles', { ...of({ desk }), body })),
    save: (desk: string, article: string, body: Content, version: number) =>
      read(PUT('/api/v1/desks/{desk}/articles/{article}', { ...seen({ desk, article }, version), body })),
    setState: (desk: string, article: string, state: ArticleState, version: number) =>
      read(
        PUT('/api/v1/desks/{desk}/articles/{article}/state', {
          ...seen({ desk, article }, version),
          body: { state }
        })
      ),
    place: (desk: string, article: string, size: number) =>
      read(
        POST('/api/v1/desks/{desk}/articles/{article}/uploads', { ...of({ desk, article }), body: { size } })
      ),
    versions: (desk: string, article: string) =>
      read(GET('/api/v1/desks/{desk}/articles/{article}/versions', of({ desk, article }))).then(
        (answer) => answer.items
      ),
    compare: (desk: string, article: string, number: number, against: number) =>
      read(
        GET('/api/v1/desks/{desk}/articles/{article}/versions/{number}', {
          params: { path: { desk, article, number: String(number) }, query: { against } }
        })
      ),
    restore: (desk: string, article: string, number: number, version: number) =>
      read(
        POST('/api/v1/desks/{desk}/articles/{article}/versions', {
          ...seen({ desk, article }, version),
          body: { restore: number }
        })
      ),
    votes: (desk: string, article: string) =>
      read(GET('/api/v1/desks/{desk}/articles/{article}/votes', of({ desk, article }))),
    tasks: (desk: string) => read(GET('/api/v1/desks/{desk}/knowledge-tasks', of({ desk }))),
    saveTree: (desk: string, tree: string, body: TreeInput, version: number | null) =>
      read(PUT('/api/v1/desks/{desk}/trees/{tree}', { ...seen({ desk, tree }, version), body })),
    groups: (desk: string, tenant: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/groups', of({ desk, tenant }))).then(
        (answer) => answer.items
      ),
    saveSpace: (desk: string, space: string, body: SpaceInput, version: number | null) =>
      read(PUT('/api/v1/desks/{desk}/spaces/{space}', { ...seen({ desk, space }, version), body })),
    bulletins: (desk: string, language: string) =>
      read(
        GET('/api/v1/desks/{desk}/bulletins', { params: { path: { desk }, query: { language, all: true } } })
      ).then((answer) => answer.items),
    saveBulletin: (desk: string, id: string | null, body: BulletinInput, version: number) =>
      id === null
        ? read(POST('/api/v1/desks/{desk}/bulletins', { ...of({ desk }), body }))
        : read(
            PUT('/api/v1/desks/{desk}/bulletins/{bulletin}', {
              ...seen({ desk, bulletin: id }, version),
              body
            })
          ),
    closeBulletin: (desk: string, bulletin: string, version: number) =>
      read(PUT('/api/v1/desks/{desk}/bulletins/{bulletin}/closure', seen({ desk, bulletin }, version))),
    report: (desk: string, first: string, last: string) =>
      read(
        GET('/api/v1/desks/{desk}/knowledge-report', { params: { path: { desk }, query: { first, last } } })
      )
  };
}

export const writing = writingOver(door);
