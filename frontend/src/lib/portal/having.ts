/** Whether a text has the words that somebody typed, for lists that no search looks through. Pure. */

/** Without case and marks above letters: "Réseau" is found by "reseau". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Every one of the words, wherever; no words are in every text. */
export function having(words: string): (text: string) => boolean {
  const wanted = plain(words).split(/\s+/u).filter(Boolean);
  return (text) => wanted.every((word) => plain(text).includes(word));
}
