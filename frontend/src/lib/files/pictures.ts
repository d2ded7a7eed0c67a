/** Pictures of a ticket, fetched once while the page lives. Their links are signed, short-lived and not ours to show. */
import { Problem } from '#lib/api/problem.ts';
import { api } from '#lib/session/session.svelte.ts';

const fetched = new Map<string, Promise<string>>();
const MOST = 60;

/** An address of this page for the picture. Raises Problem. */
export function pictureOf(key: string, entry: string, attachment: string): Promise<string> {
  const name = `${key}/${entry}/${attachment}`;
  const known = fetched.get(name);
  if (known) return known;
  const made = load(key, entry, attachment);
  made.catch(() => fetched.delete(name)); // asked again next time
  fetched.set(name, made);
  if (fetched.size > MOST) forgetOldest();
  return made;
}

async function load(key: string, entry: string, attachment: string): Promise<string> {
  const { url } = await api.attachment(key, entry, attachment);
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => {
    throw Problem.offline();
  });
  if (!response.ok) throw Problem.of(response.status, {});
  return URL.createObjectURL(await response.blob());
}

function forgetOldest(): void {
  const [name, made] = fetched.entries().next().value ?? [];
  if (!name || !made) return;
  fetched.delete(name);
  void made.then((url) => URL.revokeObjectURL(url)).catch(() => undefined);
}
