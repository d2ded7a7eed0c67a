/** `r('key')`: what is said about the tickets that stand under one, in a catalogue of its own. */
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
export const r = words.say;
