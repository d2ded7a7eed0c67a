/** When a rule applies, in words. Pure: how to say things is an argument. */
import type { t, word } from '#lib/i18n/index.svelte.ts';
import type { Conditions } from './types.ts';
import type { s } from './words.svelte.ts';

/** Names of things that conditions name by id. */
export interface Names {
  calendars: Record<string, string>;
  policies: Record<string, string>;
  tenants: Record<string, string>;
  teams: Record<string, string>;
}

export const NO_NAMES: Names = { calendars: {}, policies: {}, tenants: {}, teams: {} };

export interface Voice {
  s: typeof s;
  t: typeof t;
  word: typeof word;
}

/** `Priority: High or Urgent`; one line for each condition, all of which must hold. */
export function conditionWords(when: Conditions | undefined, names: Names, { s, t, word }: Voice): string[] {
  if (!when) return [];
  const list = (values: string[] | undefined, name: (id: string) => string) =>
    values?.length ? values.map(name).join(` ${s('rule.or')} `) : '';
  const lines: [string, string][] = [
    [s('rule.tenant'), list(when.tenant, (id) => names.tenants[id] ?? id)],
    [t('ticket.priority'), list(when.priority, (id) => word('priority', id))],
    [t('ticket.type'), list(when.type, (id) => word('type', id))],
    [t('ticket.channel'), list(when.channel, (id) => word('channel', id))],
    [t('ticket.team'), list(when.team, (id) => names.teams[id] ?? id)],
    [s('rule.category'), list(when.category, (id) => id)],
    [s('rule.service'), list(when.service, (id) => id)]
  ];
  const said = lines.filter(([, values]) => values).map(([label, values]) => `${label}: ${values}`);
  if (typeof when.vip === 'boolean') said.push(s(when.vip ? 'rule.vip.yes' : 'rule.vip.no'));
  if (typeof when.assigned === 'boolean')
    said.push(s(when.assigned ? 'rule.assigned.yes' : 'rule.assigned.no'));
  return said;
}
