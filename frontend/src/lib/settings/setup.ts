/** What a desk promises, with the names of all that its rules name by id. */
import type { Me } from '#lib/api/types.ts';
import type { SettingsApi } from './api.ts';
import type { Names } from './conditions.ts';
import { tenantsOf } from './desks.ts';
import type { CalendarView, PolicyView } from './types.ts';

export interface Setup {
  calendars: CalendarView[];
  policies: PolicyView[];
  names: Names;
}

export async function setup(api: SettingsApi, me: Me | null, desk: string): Promise<Setup> {
  const [calendars, policies, teams] = await Promise.all([
    api.calendars(desk),
    api.policies(desk),
    api.teams(desk)
  ]);
  const names = {
    calendars: byId(calendars),
    policies: byId(policies),
    teams: byId(teams),
    tenants: byId(tenantsOf(me, desk))
  };
  return { calendars, policies, names };
}

function byId(list: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(list.map(({ id, name }) => [id, name || id]));
}
