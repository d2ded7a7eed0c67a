/** `d('key')`: what the agents' app says, in a catalogue of its own, so that portal pages need not load it. */
import { areaWords } from '#lib/i18n/area.svelte.ts';
import type en from './messages/en.ts';

const words = areaWords<typeof en>({
  en: () => import('./messages/en.ts'),
  nl: () => import('./messages/nl.ts'),
  nb: () => import('./messages/nb.ts'),
  ru: () => import('./messages/ru.ts'),
  zh: () => import('./messages/zh.ts')
});

export type English = typeof en;
export const loadWords = words.load;
export const d = words.say;
