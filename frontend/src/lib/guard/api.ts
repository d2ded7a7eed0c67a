/** The API's verbs for what watches over a desk: its audit, keys, webhooks, and the data of single people. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';
import { door } from '#lib/session/session.svelte.ts';

type Schemas = components['schemas'];
export type AuditEvent = Schemas['AuditEventView'];
export type AuditPage = Schemas['AuditPage'];
export type Key = Schemas['KeyView'];
export type NewKey = Schemas['NewKeyView'];
export type Hook = Schemas['WebhookView'];
export type NewHook = Schemas['NewWebhookView'];
export type HookInput = Schemas['WebhookInput'];
export type HookMessage = Schemas['HookMessageView'];
export type Export = Schemas['PersonExport'];
export type PrivacyJob = Schemas['DeskPrivacyJob'];
export type Erasure = Schemas['PersonErasure'];
export type ErasurePreview = Schemas['ErasurePreview'];
export type ErasureInput = Schemas['ErasureInput'];

export function guardOver(over: Door) {
  const { GET, POST, PUT, DELETE } = createClient<paths>({
    baseUrl: over.origin ?? '',
    fetch: (request) => pass(over, request)
  });
  const of = (desk: string) => ({ params: { path: { desk } } });
  const hookOf = (desk: string, webhook: string) => ({ params: { path: { desk, webhook } } });
  const whose = (desk: string, tenant: string, person: string) => ({
    params: { path: { desk, tenant, person } }
  });

  return {
    audit: (desk: string, cursor: string | null, limit: number) =>
      read(
        GET('/api/v1/desks/{desk}/audit', {
          params: { path: { desk }, query: { limit, ...(cursor ? { cursor } : {}) } }
        })
      ),

    keys: (desk: string) => read(GET('/api/v1/desks/{desk}/keys', of(desk))),
    makeKey: (desk: string, name: string, permissions: string[]) =>
      read(POST('/api/v1/desks/{desk}/keys', { ...of(desk), body: { name, permissions } })),
    revokeKey: (desk: string, key: string) =>
      done(DELETE('/api/v1/desks/{desk}/keys/{key}', { params: { path: { desk, key } } })),

    hooks: (desk: string) =>
      read(GET('/api/v1/desks/{desk}/webhooks', of(desk))).then((answer) => answer.items),
    makeHook: (desk: string, body: HookInput) =>
      read(POST('/api/v1/desks/{desk}/webhooks', { ...of(desk), body })),
    changeHook: (desk: string, webhook: string, version: number | null, body: HookInput) =>
      read(
        PUT('/api/v1/desks/{desk}/webhooks/{webhook}', {
          params: {
            path: { desk, webhook },
            header: version === null ? {} : { 'If-Match': `"${version}"` }
          },
          body
        })
      ),
    deleteHook: (desk: string, webhook: string) =>
      done(DELETE('/api/v1/desks/{desk}/webhooks/{webhook}', hookOf(desk, webhook))),
    renewSecret: (desk: string, webhook: string) =>
      read(POST('/api/v1/desks/{desk}/webhooks/{webhook}/secrets', hookOf(desk, webhook))),
    tryHook: (desk: string, webhook: string) =>
      read(POST('/api/v1/desks/{desk}/webhooks/{webhook}/trials', hookOf(desk, webhook))),
    messages: (desk: string, webhook: string, cursor: string | null, limit = 25) =>
      read(
        GET('/api/v1/desks/{desk}/webhooks/{webhook}/messages', {
          params: { path: { desk, webhook }, query: { limit, ...(cursor ? { cursor } : {}) } }
        })
      ),
    replay: (desk: string, webhook: string, message: string) =>
      read(
        POST('/api/v1/desks/{desk}/webhooks/{webhook}/messages/{message}/replays', {
          params: { path: { desk, webhook, message } }
        })
      ),

    privacyJobs: (desk: string) =>
      read(GET('/api/v1/desks/{desk}/privacy-jobs', of(desk))).then((answer) => answer.items),
    callers: (q: string) =>
      read(GET('/api/v1/callers', { params: { query: { q } } })).then((answer) => answer.items),
    person: (desk: string, tenant: string, person: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}', whose(desk, tenant, person))),
    exports: (desk: string, tenant: string, person: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}/exports', whose(desk, tenant, person))),
    startExport: (desk: string, tenant: string, person: string) =>
      read(
        POST('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}/exports', whose(desk, tenant, person))
      ),
    erasures: (desk: string, tenant: string, person: string) =>
      read(
        GET('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}/erasures', whose(desk, tenant, person))
      ),
    startErasure: (desk: string, tenant: string, person: string, body: ErasureInput) =>
      read(
        POST('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}/erasures', {
          ...whose(desk, tenant, person),
          body
        })
      )
  };
}

export const guard = guardOver(door);
