/** Changes of sender lists, and looking one up. Pure. */
import type { SenderRules } from './types.ts';

export type ListName = 'allow' | 'block';

/** The entry on that list, and on no other. */
export function moveSender(rules: SenderRules, to: ListName, entry: string): SenderRules {
  const others = withoutSender(rules, entry);
  return { ...others, [to]: [...others[to], entry] };
}

export function withoutSender(rules: SenderRules, entry: string): SenderRules {
  const name = normal(entry);
  const kept = (list: string[]) => list.filter((one) => one !== name);
  return { ...rules, allow: kept(rules.allow), block: kept(rules.block) };
}

export function foundIn(entries: string[], find: string): string[] {
  const wanted = find.trim().toLowerCase();
  return entries.filter((entry) => entry.includes(wanted)).sort((a, b) => a.localeCompare(b));
}

/** As the API keeps it. */
function normal(entry: string): string {
  return entry.trim().toLowerCase().replace(/^\*\./, '').replace(/^@/, '').replace(/\.+$/, '');
}
