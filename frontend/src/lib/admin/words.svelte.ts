/** `a('key')`: what the screens for organisations, people and categories say; loaded with them alone. */
import { render, type CatalogueOf, type ValuesOf } from '#lib/i18n/catalogue.ts';
import { current } from '#lib/i18n/index.svelte.ts';
import { TAGS, type Language } from '#lib/i18n/languages.ts';
import type en from './messages/en.ts';

type English = typeof en;
export type AdminCatalogue = CatalogueOf<English>;

const load: Record<Language, () => Promise<{ default: AdminCatalogue }>> = {
  en: () => import('./messages/en.ts'),
  nl: () => import('./messages/nl.ts'),
  nb: () => import('./messages/nb.ts'),
  ru: () => import('./messages/ru.ts'),
  zh: () => import('./messages/zh.ts')
};

let loaded = $state.raw<{ language: Language; texts: AdminCatalogue } | null>(null);

/** Loads the words of the language of the moment; to be awaited before `a` is asked. */
export async function loadWords(): Promise<void> {
  const language = current.language;
  if (loaded?.language === language) return;
  const { default: texts } = await load[language]();
  loaded = { language, texts };
}

/** The message `key`, with its values filled in. */
export function a<K extends keyof English>(key: K, ...values: ValuesOf<English[K]>): string {
  const entry = loaded?.texts[key];
  return loaded && entry !== undefined ? render(entry, values[0] ?? {}, TAGS[loaded.language]) : key;
}
