/** Which of a person's organisations a page is about. Pure. */
import type { Me, TenantView } from '#lib/api/types.ts';

/** The organisations somebody asks for help in (an agent's desk serves more; those are not theirs). */
export function ownTenants(me: Me): TenantView[] {
  return me.tenants.filter((tenant) =>
    me.memberships.some((m) => m.desk === tenant.ref.desk && m.tenant === tenant.ref.tenant)
  );
}

/** The one a ticket's key belongs to, else the first. */
export function homeTenant(me: Me, key?: string): TenantView | null {
  const own = ownTenants(me);
  const prefix = key?.split('-')[0]?.toUpperCase();
  return own.find((tenant) => tenant.prefix === prefix) ?? own[0] ?? null;
}

/** The organisations whose tickets this person may all see. */
export function ledTenants(me: Me): TenantView[] {
  return ownTenants(me).filter((tenant) =>
    me.memberships.some(
      (m) => m.role === 'manager' && m.desk === tenant.ref.desk && m.tenant === tenant.ref.tenant
    )
  );
}
