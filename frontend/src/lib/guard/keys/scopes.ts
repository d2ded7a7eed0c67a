/** What a key can be made for, in groups by what it is about. Pure. */
import type { ApiDocument } from '../document.ts';

export interface Scope {
  name: string;
  /** In the API's own words, for a permission that has no translation yet. */
  what: string;
  /** The requests it opens: `GET /tickets`. */
  routes: string[];
}

export interface ScopeGroup {
  subject: Subject;
  scopes: Scope[];
}

const SUBJECTS = {
  tickets: ['ticket', 'note', 'caller', 'link', 'view', 'wave', 'clock'],
  knowledge: ['knowledge', 'bulletin', 'text'],
  people: ['person', 'group', 'sender'],
  desk: ['desk', 'tenant', 'team', 'category', 'sla'],
  mail: ['mail', 'quarantine'],
  other: []
} as const;

export type Subject = keyof typeof SUBJECTS;

function subjectOf(permission: string): Subject {
  const first = permission.split('.')[0] ?? '';
  const found = Object.entries(SUBJECTS).find(([, firsts]) => (firsts as readonly string[]).includes(first));
  return (found?.[0] as Subject | undefined) ?? 'other';
}

export function scopeGroups(document: ApiDocument): ScopeGroup[] {
  const routes = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, { 'x-permission': name }] of Object.entries(operations)) {
      const line = `${method.toUpperCase()} ${path.replace('/api/v1', '')}`;
      if (name) routes.set(name, [...(routes.get(name) ?? []), line]);
    }
  }
  const scopes = Object.entries(document['x-permissions'] ?? {})
    .filter(([, one]) => one.keys)
    .map(([name, one]) => ({ name, what: one.what, routes: routes.get(name) ?? [] }));
  return (Object.keys(SUBJECTS) as Subject[])
    .map((subject) => ({ subject, scopes: scopes.filter((one) => subjectOf(one.name) === subject) }))
    .filter((group) => group.scopes.length > 0);
}

const DAY_MS = 86_400_000;
export const IDLE_DAYS = 90;

/** Nothing has used it for so long that it may not be needed any more. */
export function isIdle(key: { created_at: string; last_used_at: string | null }, now: Date): boolean {
  return now.getTime() - Date.parse(key.last_used_at ?? key.created_at) > IDLE_DAYS * DAY_MS;
}
