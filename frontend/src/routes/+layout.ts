import { usualLanguage, useLanguage } from '#lib/i18n/index.svelte.ts';
import { soon } from '#lib/ui/painted.ts';

export const ssr = false;

/** Nothing is drawn before there are words for it, nor in the task that starts the app. */
export async function load() {
  await useLanguage(usualLanguage());
  await soon();
}
