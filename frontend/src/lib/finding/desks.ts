/** The desks somebody works for. Pure. */
import type { Me } from '#lib/api/types.ts';

export function servedDesks(me: Me | null): { id: string; name: string }[] {
  const mine = new Set(me?.memberships.filter((one) => !one.tenant).map((one) => one.desk));
  return (me?.desks ?? []).filter((desk) => mine.has(desk.id)).map(({ id, name }) => ({ id, name }));
}
