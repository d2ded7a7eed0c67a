/** The API's verbs for letters, senders and unreachable addresses. '' as a tenant stands for the desk itself. */
import createClient from 'openapi-fetch';
import { pass, read, type Door } from '#lib/api/client.ts';
import { asProblem } from '#lib/api/problem.ts';
import type { paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';
import type { Letters, LetterAsked, SenderRules } from './types.ts';

export function mailOver(over: Door) {
  const { GET, POST, PUT } = createClient<paths>({
    baseUrl: over.origin ?? '',
    fetch: (request) => pass(over, request)
  });
  const of = (desk: string, tenant: string) => ({
    params: { path: { desk }, query: tenant ? { tenant } : {} }
  });

  return {
    letters: (desk: string, tenant: string) => read(GET('/api/v1/desks/{desk}/templates', of(desk, tenant))),
    changeLetters: (desk: string, tenant: string, how: (now: Letters) => Letters) =>
      changed(
        () => GET('/api/v1/desks/{desk}/templates', of(desk, tenant)),
        (now, tag) =>
          read(
            PUT('/api/v1/desks/{desk}/templates', {
              params: { ...of(desk, tenant).params, header: tag ? { 'If-Match': tag } : {} },
              body: { letters: how(now.letters) }
            })
          )
      ),
    previewLetter: (desk: string, tenant: string, body: LetterAsked) =>
      read(POST('/api/v1/desks/{desk}/templates/previews', { ...of(desk, tenant), body })),
    sendTest: (desk: string, tenant: string, body: LetterAsked) =>
      read(POST('/api/v1/desks/{desk}/templates/tests', { ...of(desk, tenant), body })),
    senders: (desk: string, tenant: string) => read(GET('/api/v1/desks/{desk}/senders', of(desk, tenant))),
    changeSenders: (desk: string, tenant: string, how: (now: SenderRules) => SenderRules) =>
      changed(
        () => GET('/api/v1/desks/{desk}/senders', of(desk, tenant)),
        (now, tag) =>
          read(
            PUT('/api/v1/desks/{desk}/senders', {
              params: { ...of(desk, tenant).params, header: tag ? { 'If-Match': tag } : {} },
              body: sent(how(now))
            })
          )
      ),
    unreachable: (desk: string, tenant: string) =>
      read(
        GET('/api/v1/desks/{desk}/tenants/{tenant}/unreachable', { params: { path: { desk, tenant } } })
      ).then((answer) => answer.addresses),
    lift: (desk: string, tenant: string, address: string) =>
      read(
        PUT('/api/v1/desks/{desk}/tenants/{tenant}/reachable', {
          params: { path: { desk, tenant } },
          body: { address }
        })
      ).then((answer) => answer.addresses)
  };
}

const TRIES = 5;

/** Reads, changes and saves; what somebody else saved in between is read and changed once more. */
async function changed<T>(
  get: () => Promise<{ data?: T; error?: unknown; response: Response }>,
  save: (now: T, tag: string | null) => Promise<T>
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const answer = await get();
    const now = (await read(Promise.resolve(answer) as never)) as T;
    try {
      return await save(now, answer.response.headers.get('ETag'));
    } catch (error) {
      if (tries >= TRIES || asProblem(error).code !== 'version-conflict') throw error;
    }
  }
}

/** Who added what is written down by the API alone. */
function sent({ allow, block, only_allowed, unverified_reopens }: SenderRules) {
  return { allow, block, only_allowed, unverified_reopens };
}

export const mail = mailOver(door);
