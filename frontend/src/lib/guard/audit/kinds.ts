/** What an event of the audit is about, from the route or the kind of sign-in that it names. Pure. */

/** Routes, the more exact ones first. */
const AREAS = [
  ['privacy', /\/people\/\{person\}\/(exports|erasures)/],
  ['people', /\/(people|merges)\b/],
  ['people', /\/groups$/],
  ['mail', /\/(approvals|reachable|senders|routing|templates|address-checks)\b/],
  ['policies', /\/(policy|policies|clock-behaviour)\b/],
  ['organisations', /\/tenants\b/],
  ['signIn', /\/(second-factor|sso|door|sessions|session)\b/],
  ['staff', /\/(agents|teams)\b/],
  ['texts', /\/texts\b/],
  ['categories', /\/(categories|services)\b/],
  ['calendars', /\/calendars\b/],
  ['keys', /\/keys\b/],
  ['webhooks', /\/webhooks\b/],
  ['quarantine', /\/quarantine\b/],
  ['knowledge', /\/(spaces|trees|articles)\b/],
  ['tickets', /\/(tickets|waves|views)\b/],
  ['desk', /\/desks\/\{desk\}(\/closure)?$/]
] as const;

export type Area = (typeof AREAS)[number][0] | 'door' | 'other';
export type Verb = 'added' | 'changed' | 'removed' | 'done';

/** In the order in which a filter offers them. */
export const ALL_AREAS: readonly Area[] = ['door', ...new Set(AREAS.map(([area]) => area)), 'other'];

export interface Kind {
  area: Area;
  verb: Verb;
  /** The kind of sign-in; '' for changes. */
  signIn: string;
}

const VERBS: Record<string, Verb> = { POST: 'added', PUT: 'changed', DELETE: 'removed' };
/** A POST that adds nothing one could see afterwards. */
const DOINGS = /\/(trials|replays|secrets|approvals|merges|exports|erasures|address-checks|tests|previews)$/;

export function kindOf(what: string): Kind {
  if (what.startsWith('sign-in ')) return { area: 'door', verb: 'done', signIn: what.slice(8) };
  const [method = '', path = ''] = what.split(' ');
  const area = AREAS.find(([, form]) => form.test(path))?.[0] ?? 'other';
  const verb = DOINGS.test(path) ? 'done' : (VERBS[method] ?? 'done');
  return { area, verb, signIn: '' };
}

/** What the event is about, most exact last: `acme › kim`. The desk itself goes without saying. */
export function subjectOf(subject: Record<string, string>): string {
  return Object.entries(subject)
    .filter(([name]) => name !== 'desk')
    .map(([, value]) => value)
    .join(' › ');
}
