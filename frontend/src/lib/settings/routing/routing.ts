/** Routing rules while they are being edited: what is typed as a list, and a rule in a line. Pure. */
import type { t, word } from '#lib/i18n/index.svelte.ts';
import type { HeaderMatch, RoutingRule, RoutingTrial } from '../types.ts';
import type { s } from '../words.svelte.ts';

/** `a, b` or a line each. */
export function listed(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** A line each: `List-Id: news`, or `List-Id` for any content. */
export function headersFrom(text: string): HeaderMatch[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf(':');
      const name = at < 0 ? line : line.slice(0, at).trim();
      const contains = at < 0 ? '' : line.slice(at + 1).trim();
      return contains ? { name, contains } : { name };
    });
}

export function headersText(headers: HeaderMatch[] | undefined): string {
  return (headers ?? []).map(({ name, contains }) => (contains ? `${name}: ${contains}` : name)).join('\n');
}

/** What is sent: what says nothing is left out. */
export function cleaned(rules: RoutingRule[]): RoutingRule[] {
  const said = (value: unknown) =>
    value !== '' && value !== null && !(Array.isArray(value) && value.length === 0);
  const only = <T extends object>(from: T) =>
    Object.fromEntries(Object.entries(from).filter(([, value]) => said(value))) as T;
  return rules.map((rule) => {
    const when = only(rule.when ?? {});
    if (!when.words) delete when.look_in;
    return { id: rule.id, name: rule.name.trim(), when, set: only(rule.set) };
  });
}

/** A trial and the one that went on from it, newest mail first. */
export function further(before: RoutingTrial, then: RoutingTrial): RoutingTrial {
  return {
    mails: [...before.mails, ...then.mails].sort((a, b) => b.at.localeCompare(a.at)),
    unread: before.unread + then.unread,
    complete: before.complete && then.complete,
    tenants: before.tenants + then.tenants,
    of: then.of,
    next: then.next
  };
}

interface Voice {
  s: typeof s;
  t: typeof t;
  word: typeof word;
}

/** When it applies, and what it does. */
export function routingWords(
  { when = {}, set }: RoutingRule,
  teams: Record<string, string>,
  { s, t, word }: Voice
): { when: string[]; then: string[] } {
  const or = (values: string[] | undefined) => (values ?? []).join(` ${s('rule.or')} `);
  const line = (label: string, value: string | null | undefined) => (value ? [`${label}: ${value}`] : []);
  return {
    when: [
      ...line(s('routing.recipients'), or(when.recipients)),
      ...line(s('routing.senders'), or(when.senders)),
      ...line(s('routing.words'), or(when.words)),
      ...line(s('routing.languages'), or(when.languages)),
      ...line(s('routing.headers'), or((when.headers ?? []).map((one) => headersText([one]))))
    ],
    then: [
      ...line(t('ticket.team'), set.team && (teams[set.team] ?? set.team)),
      ...line(t('ticket.priority'), set.priority && word('priority', set.priority)),
      ...line(t('ticket.type'), set.type && word('type', set.type)),
      ...line(s('rule.category'), set.category),
      ...line(s('routing.tags'), (set.tags ?? []).join(', '))
    ]
  };
}
