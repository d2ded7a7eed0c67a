/** The languages there are, and which one to take. */
import { inTab, onDevice } from '#lib/storage.ts';

export const LANGUAGES = {
  en: 'English',
  nl: 'Nederlands',
  nb: 'Norsk bokmål',
  ru: 'Русский',
  zh: '简体中文'
} as const;

export type Language = keyof typeof LANGUAGES;

/** Where this device keeps which one was chosen. */
export const CHOICE = 'loket.language';

/** Where this tab keeps what is spoken at the door it came in by. */
export const GUESS = 'loket.guess';

/** What formatters and the page's `lang` are told. */
export const TAGS: Record<Language, string> = { en: 'en-GB', nl: 'nl', nb: 'nb', ru: 'ru', zh: 'zh-CN' };

const SPOKEN = Object.keys(LANGUAGES) as Language[];

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** The first of the wishes (`nn-NO`, `zh-Hans`, …) that we speak; English when none is. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const known = spokenAs(wish);
    if (known) return known;
  }
  return 'en';
}

/** Which of ours somebody with this wish reads. */
export function spokenAs(wish: string | null | undefined): Language | undefined {
  const base = wish?.toLowerCase().split('-')[0];
  return base === 'no' || base === 'nn' ? 'nb' : SPOKEN.find((language) => language === base);
}

export function direction(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** What this browser is known to want, best first: what was chosen, what was guessed at a door, its own settings. */
export const wishes = (): (string | null)[] => [
  onDevice.getItem(CHOICE),
  inTab.getItem(GUESS),
  ...navigator.languages
];
