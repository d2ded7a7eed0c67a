/** `p('picture.car')`: what a picture of a desk's lists shows, for who chooses one and for who cannot see it. */
import { areaWords } from '#lib/i18n/area.svelte.ts';
import type en from './messages/en.ts';

const words = areaWords<typeof en>({
  en: () => import('./messages/en.ts'),
  nl: () => import('./messages/nl.ts'),
  nb: () => import('./messages/nb.ts'),
  ru: () => import('./messages/ru.ts'),
  zh: () => import('./messages/zh.ts')
});

export const loadWords = words.load;
export const p = words.say;
export type PictureWord = keyof typeof en;
