/** `s('key')`: what settings and explanations say, in a catalogue of its own, so that portal pages need not load it. */
import { areaWords } from '#lib/i18n/area.svelte.ts';
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './messages/en.ts';

export type SettingsCatalogue = CatalogueOf<typeof en>;

const words = areaWords<typeof en>({
  en: () => import('./messages/en.ts'),
  nl: () => import('./messages/nl.ts'),
  nb: () => import('./messages/nb.ts'),
  ru: () => import('./messages/ru.ts'),
  zh: () => import('./messages/zh.ts')
});

export const loadWords = words.load;
export const s = words.say;
