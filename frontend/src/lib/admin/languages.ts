/** The languages that letters and screens know, each in its own words. */
export const LANGUAGES = ['en', 'nl', 'nb', 'ru', 'zh'] as const;

export const NAMES: Record<string, string> = {
  en: 'English',
  nl: 'Nederlands',
  nb: 'Norsk bokmål',
  ru: 'Русский',
  zh: '中文'
};
