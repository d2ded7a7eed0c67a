/** What a person may do with a desk's settings. Pure. */
import type { Me, Role } from '#lib/api/types.ts';

const RANK: readonly Role[] = ['agent', 'lead', 'admin'];

export function roleOn(me: Me | null, desk: string): Role | null {
  return me?.memberships.find((one) => one.desk === desk && !one.tenant)?.role ?? null;
}

export function mayLead(role: Role | null): boolean {
  return role !== null && RANK.indexOf(role) >= 1;
}

/** The desks whose settings this person may look after, by name. */
export function ledDesks(me: Me | null): { id: string; name: string }[] {
  return (me?.desks ?? [])
    .filter((desk) => mayLead(roleOn(me, desk.id)))
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The customers of a desk. */
export function tenantsOf(me: Me | null, desk: string): { id: string; name: string }[] {
  return (me?.tenants ?? [])
    .filter((tenant) => tenant.ref.desk === desk)
    .map((tenant) => ({ id: tenant.ref.tenant, name: tenant.name }));
}
