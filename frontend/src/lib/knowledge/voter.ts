/** A random word this browser keeps, so that somebody who is not signed in has one vote. */
import { onDevice } from '#lib/storage.ts';

const NAME = 'loket.voter';

export function voter(store = onDevice): string {
  const known = store.getItem(NAME);
  if (known) return known;
  const made = crypto.randomUUID();
  store.setItem(NAME, made);
  return made;
}
