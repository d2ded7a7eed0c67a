import { usualLanguage, useLanguage } from '#lib/i18n/index.svelte.ts';

export const ssr = false;

/** Nothing is drawn before there are words for it. */
export async function load() {
  await useLanguage(usualLanguage());
}
