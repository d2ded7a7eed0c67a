/** `s('key')`: what is said about how an organisation's door looks before anybody has signed in. */
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
export const s = words.say;
