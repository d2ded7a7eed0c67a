/** A space as its form has it. Pure. */
import type { Space } from '../types.ts';
import type { SpaceInput } from './types.ts';

export type AudienceKind = SpaceInput['audience']['kind'];

export const KINDS: readonly AudienceKind[] = ['public', 'requesters', 'chosen', 'desk'];

export interface SpaceDraft {
  names: Record<string, string>;
  icon: string;
  kind: AudienceKind;
  tenants: string[];
  groups: string[];
  languages: string[];
  reviewer: string;
  archived: boolean;
}

export function draftOf(space: Space | null): SpaceDraft {
  return {
    names: { ...space?.names },
    icon: space?.icon ?? 'book',
    kind: space?.audience.kind ?? 'desk',
    tenants: [...(space?.audience.tenants ?? [])],
    groups: [...(space?.audience.groups ?? [])],
    languages: [...(space?.languages ?? [])],
    reviewer: space?.reviewer ?? '',
    archived: space?.archived ?? false
  };
}

/** What is sent: names that say something, and of the audience only what belongs to its kind. */
export function inputOf(draft: SpaceDraft, before: Space | null, order: number): SpaceInput {
  const chosen = draft.kind === 'chosen';
  return {
    names: Object.fromEntries(
      Object.entries(draft.names)
        .map(([language, name]) => [language, name.trim()])
        .filter(([, name]) => name)
    ),
    audience: {
      kind: draft.kind,
      tenants: chosen ? draft.tenants : [],
      groups: chosen ? draft.groups : []
    },
    order: before?.order ?? order,
    icon: draft.icon,
    archived: draft.archived,
    reviewer: draft.reviewer || null,
    languages: draft.languages
  };
}

/** An id nobody has: the name's letters, with a number when that is taken or nothing is left of it. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  const base = plain || 'space';
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
