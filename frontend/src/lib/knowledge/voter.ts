/** A random word this browser keeps, so that somebody who is not signed in has one vote. */
const NAME = 'loket.voter';

export function voter(store: Storage = localStorage): string {
  try {
    const known = store.getItem(NAME);
    if (known) return known;
    const made = crypto.randomUUID();
    store.setItem(NAME, made);
    return made;
  } catch {
    return crypto.randomUUID();
  }
}
