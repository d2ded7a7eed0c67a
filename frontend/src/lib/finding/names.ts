/** What a desk's categories, services and teams are called; read once per desk and language. */
import { finding } from './api.ts';

interface Called {
  id: string;
  name: string;
  names?: Record<string, string>;
}

const known = new Map<string, Promise<Record<string, string>>>();

/** By `category/<id>`, `service/<id>` and `team/<id>`. What cannot be read has no name here. */
export function namesOf(desk: string, language: string): Promise<Record<string, string>> {
  const key = `${desk}/${language}`;
  const kept = known.get(key);
  if (kept) return kept;
  const none = () => [];
  const asked = Promise.all([
    finding.categories(desk).catch(none),
    finding.services(desk).catch(none),
    finding.teams(desk).catch(none)
  ]).then(([categories, services, teams]) => ({
    ...named('category', categories, language),
    ...named('service', services, language),
    ...named('team', teams, language)
  }));
  known.set(key, asked);
  return asked;
}

function named(kind: string, all: readonly Called[], language: string): Record<string, string> {
  return Object.fromEntries(all.map((one) => [`${kind}/${one.id}`, one.names?.[language] ?? one.name]));
}
