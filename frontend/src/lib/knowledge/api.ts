/** The API's verbs for reading knowledge, signed in or not. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import type { paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';
import type { Article, Card, Happened, Space, Tree } from './types.ts';

/** What reading needs, whoever reads. */
export interface Reading {
  spaces: (desk: string, language: string) => Promise<Space[]>;
  articles: (desk: string, space: string, language: string) => Promise<Card[]>;
  article: (desk: string, article: string, language: string) => Promise<Article>;
  tree: (desk: string, tree: string, language: string) => Promise<Tree>;
  vote: (desk: string, article: string, helpful: boolean, remark: string) => Promise<unknown>;
  happened: (desk: string, event: Happened) => Promise<void>;
}

function readingOver(one: Door) {
  const { GET, POST, PUT } = createClient<paths>({
    baseUrl: one.origin ?? '',
    fetch: (request) => pass(one, request)
  });
  const of = <P extends object>(path: P, language: string) => ({ params: { path, query: { language } } });

  return {
    spaces: (desk: string, language: string) =>
      read(GET('/api/v1/desks/{desk}/spaces', of({ desk }, language))).then((answer) => answer.items),
    articles: (desk: string, space: string, language: string) =>
      read(GET('/api/v1/desks/{desk}/spaces/{space}/articles', of({ desk, space }, language))).then(
        (answer) => answer.items
      ),
    article: (desk: string, article: string, language: string) =>
      read(GET('/api/v1/desks/{desk}/articles/{article}', of({ desk, article }, language))),
    trees: (desk: string, language: string) =>
      read(GET('/api/v1/desks/{desk}/trees', of({ desk }, language))).then((answer) => answer.items),
    tree: (desk: string, tree: string, language: string) =>
      read(GET('/api/v1/desks/{desk}/trees/{tree}', of({ desk, tree }, language))),
    bulletins: (desk: string, language: string) =>
      read(GET('/api/v1/desks/{desk}/bulletins', of({ desk }, language))).then((answer) => answer.items),
    vote: (desk: string, article: string, helpful: boolean, remark: string) =>
      read(
        PUT('/api/v1/desks/{desk}/articles/{article}/vote', {
          params: { path: { desk, article } },
          body: { helpful, remark }
        })
      ),
    /** Counting is never worth an error. */
    happened: (desk: string, event: Happened) =>
      done(POST('/api/v1/desks/{desk}/knowledge-events', { params: { path: { desk } }, body: event })).catch(
        () => undefined
      )
  };
}

/** With nobody signed in: public spaces only, and no token is sent. `voter`: this browser, by a random word. */
export function publicReading(voter: () => string): Reading {
  const { GET, POST } = createClient<paths>({ baseUrl: '', fetch: plain });
  const of = <P extends object>(path: P, language: string) => ({ params: { path, query: { language } } });
  return {
    spaces: (desk, language) =>
      read(GET('/api/v1/public/{desk}/spaces', of({ desk }, language))).then((answer) => answer.items),
    articles: (desk, space, language) =>
      read(GET('/api/v1/public/{desk}/spaces/{space}/articles', of({ desk, space }, language))).then(
        (answer) => answer.items
      ),
    article: (desk, article, language) =>
      read(GET('/api/v1/public/{desk}/articles/{article}', of({ desk, article }, language))),
    tree: (desk, tree, language) =>
      read(GET('/api/v1/public/{desk}/trees/{tree}', of({ desk, tree }, language))),
    vote: (desk, article, helpful, remark) =>
      done(
        POST('/api/v1/public/{desk}/articles/{article}/votes', {
          params: { path: { desk, article } },
          body: { helpful, remark, session: voter() }
        })
      ),
    happened: () => Promise.resolve()
  };
}

async function plain(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    throw Problem.offline();
  }
}

export const knowledge = readingOver(door);
