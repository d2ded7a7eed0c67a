/** The API's verbs for organisations, their people, and what tickets are about. Each read knows its version. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];
export type TenantSettings = Schemas['TenantSettings'];
export type TenantSetup = Schemas['TenantSetupInput'];
export type PersonSettings = Schemas['PersonSettings'];
export type PersonChange = Schemas['PersonInput'];
export type DeskOverview = Schemas['DeskOverview'];
export type DeskSetup = Schemas['DeskInput'];
export type AgentSettings = Schemas['AgentSettings'];
export type AgentSetup = Schemas['AgentInput'];
export type TeamSetup = { name: string; members: string[] };
export type Category = {
  id: string;
  name: string;
  parent: string | null;
  names: Record<string, string>;
  icon: string;
};
export type Service = Omit<Schemas['ServiceView'], 'retired'>;

/** What was read, and the tag that a write of it answers to. */
export interface Seen<T> {
  body: T;
  tag: string | null;
}

interface Answer {
  response: Response;
}

async function seen<T>(asked: Promise<Answer>): Promise<Seen<T>> {
  const answer = await asked;
  const body = (await read(Promise.resolve(answer) as never)) as T;
  return { body, tag: answer.response.headers.get('ETag') };
}

export function adminOver(door: Door) {
  const { GET, POST, PUT, DELETE } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  const header = (tag: string | null) => (tag ? { 'If-Match': tag } : {});
  const of = (desk: string, tenant: string) => ({ params: { path: { desk, tenant } } });

  return {
    tenants: (desk: string, q: string, cursor: string | null) =>
      read(
        GET('/api/v1/desks/{desk}/tenants', {
          params: { path: { desk }, query: { q, ...(cursor ? { cursor } : {}) } }
        })
      ),
    tenant: (desk: string, tenant: string) =>
      seen<TenantSettings>(GET('/api/v1/desks/{desk}/tenants/{tenant}', of(desk, tenant))),
    saveTenant: (desk: string, tenant: string, body: TenantSetup, tag: string | null) =>
      seen<TenantSettings>(
        PUT('/api/v1/desks/{desk}/tenants/{tenant}', {
          params: { path: { desk, tenant }, header: header(tag) },
          body
        })
      ),
    logo: (desk: string, tenant: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/logo', of(desk, tenant))),
    saveLogo: (desk: string, tenant: string, image: string) =>
      read(PUT('/api/v1/desks/{desk}/tenants/{tenant}/logo', { ...of(desk, tenant), body: { image } })),
    dropLogo: (desk: string, tenant: string) =>
      done(DELETE('/api/v1/desks/{desk}/tenants/{tenant}/logo', of(desk, tenant))),
    test: (desk: string, tenant: string, address: string) =>
      read(
        POST('/api/v1/desks/{desk}/tenants/{tenant}/address-checks', {
          ...of(desk, tenant),
          body: { address }
        })
      ),
    close: (desk: string, tenant: string, name: string) =>
      read(PUT('/api/v1/desks/{desk}/tenants/{tenant}/closure', { ...of(desk, tenant), body: { name } })),
    closure: (desk: string, tenant: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/closure', of(desk, tenant))),
    reopen: (desk: string, tenant: string) =>
      done(DELETE('/api/v1/desks/{desk}/tenants/{tenant}/closure', of(desk, tenant))),
    waiting: (desk: string, tenant: string) =>
      read(GET('/api/v1/desks/{desk}/tenants/{tenant}/approvals', of(desk, tenant))),
    decide: (desk: string, tenant: string, sender: string, decision: 'let-in' | 'block') =>
      read(
        POST('/api/v1/desks/{desk}/tenants/{tenant}/approvals', {
          ...of(desk, tenant),
          body: { sender, decision }
        })
      ),
    people: (desk: string, tenant: string, q: string, cursor: string | null) =>
      read(
        GET('/api/v1/desks/{desk}/tenants/{tenant}/people', {
          params: { path: { desk, tenant }, query: { q, limit: 100, ...(cursor ? { cursor } : {}) } }
        })
      ),
    groups: (desk: string, tenant: string) =>
      seen<Schemas['GroupList']>(GET('/api/v1/desks/{desk}/tenants/{tenant}/groups', of(desk, tenant))),
    saveGroups: (
      desk: string,
      tenant: string,
      items: readonly { id: string; name: string }[],
      tag: string | null
    ) =>
      seen<Schemas['GroupList']>(
        PUT('/api/v1/desks/{desk}/tenants/{tenant}/groups', {
          params: { path: { desk, tenant }, header: header(tag) },
          body: { items: [...items] }
        })
      ),
    savePerson: (desk: string, tenant: string, person: string, body: PersonChange) =>
      read(
        PUT('/api/v1/desks/{desk}/tenants/{tenant}/people/{person}', {
          params: { path: { desk, tenant, person } },
          body
        })
      ),
    merge: (desk: string, tenant: string, gone: string, kept: string) =>
      read(
        POST('/api/v1/desks/{desk}/tenants/{tenant}/merges', { ...of(desk, tenant), body: { gone, kept } })
      ),
    desks: () => read(GET('/api/v1/desks')),
    desk: (desk: string) => seen<DeskOverview>(GET('/api/v1/desks/{desk}', { params: { path: { desk } } })),
    saveDesk: (desk: string, body: DeskSetup, tag: string | null) =>
      seen<Schemas['DeskView']>(
        PUT('/api/v1/desks/{desk}', { params: { path: { desk }, header: header(tag) }, body })
      ),
    deskClosure: (desk: string) => read(GET('/api/v1/desks/{desk}/closure', { params: { path: { desk } } })),
    closeDesk: (desk: string, name: string) =>
      read(PUT('/api/v1/desks/{desk}/closure', { params: { path: { desk } }, body: { name } })),
    reopenDesk: (desk: string) =>
      done(DELETE('/api/v1/desks/{desk}/closure', { params: { path: { desk } } })),
    agents: (desk: string) => read(GET('/api/v1/desks/{desk}/agents', { params: { path: { desk } } })),
    /** `version` null: whatever stands there. */
    saveAgent: (desk: string, agent: string, body: AgentSetup, version: number | null) =>
      read(
        PUT('/api/v1/desks/{desk}/agents/{agent}', {
          params: { path: { desk, agent }, header: header(version === null ? null : `"${version}"`) },
          body
        })
      ),
    saveTeam: (desk: string, team: string, body: TeamSetup) =>
      read(PUT('/api/v1/desks/{desk}/teams/{team}', { params: { path: { desk, team } }, body })),
    dropTeam: (desk: string, team: string) =>
      done(DELETE('/api/v1/desks/{desk}/teams/{team}', { params: { path: { desk, team } } })),
    categories: (desk: string) =>
      seen<Schemas['CategoryTree']>(GET('/api/v1/desks/{desk}/categories', { params: { path: { desk } } })),
    saveCategories: (desk: string, items: Category[], tag: string | null) =>
      seen<Schemas['CategoryTree']>(
        PUT('/api/v1/desks/{desk}/categories', {
          params: { path: { desk }, header: header(tag) },
          body: { items }
        })
      ),
    services: (desk: string) =>
      seen<Schemas['ServiceList']>(GET('/api/v1/desks/{desk}/services', { params: { path: { desk } } })),
    saveServices: (desk: string, items: Service[], tag: string | null) =>
      seen<Schemas['ServiceList']>(
        PUT('/api/v1/desks/{desk}/services', {
          params: { path: { desk }, header: header(tag) },
          body: { items }
        })
      )
  };
}
