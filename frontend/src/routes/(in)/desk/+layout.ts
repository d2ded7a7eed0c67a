import { loadWords } from '#lib/desk/words.svelte.ts';

/** The desk's words come while the API says who is signed in; the layout waits for what is missing. */
export async function load({ parent }) {
  await parent(); // the language is known then
  void loadWords().catch(() => undefined);
}
