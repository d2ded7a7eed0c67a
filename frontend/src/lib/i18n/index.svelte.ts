/** `t('key')` in the language of the moment. One language is loaded at a time; changing it redraws the page. */
import { render, type Catalogue, type Key, type Values } from './catalogue.ts';
import { inTab, onDevice } from '#lib/storage.ts';
import { CHOICE, direction, GUESS, pickLanguage, TAGS, wishes, type Language } from './languages.ts';

const load: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./messages/en.ts'),
  nl: () => import('./messages/nl.ts'),
  nb: () => import('./messages/nb.ts'),
  ru: () => import('./messages/ru.ts'),
  zh: () => import('./messages/zh.ts')
};

let language = $state<Language>('en');
let catalogue = $state.raw<Catalogue | null>(null);

/** The message `key`, with its values filled in. */
export function t<K extends Key>(key: K, ...values: Values<K>): string {
  const entry = catalogue?.[key];
  return entry === undefined ? key : render(entry, values[0] ?? {}, TAGS[language]);
}

/** The message for a word that the API uses, or the word itself when we have none for it. */
export function word(group: string, value: string): string {
  const entry = catalogue?.[`${group}.${value}` as Key];
  return typeof entry === 'string' ? entry : value;
}

export const current = {
  get language() {
    return language;
  },
  /** For Intl and the page. */
  get tag() {
    return TAGS[language];
  }
};

let wanted: Language = 'en';

/**
 * Speak this language from now on. Of two wishes at a time, the later one counts, for both who wait. Raises when its
 * words do not come: what was spoken goes on.
 */
export async function useLanguage(next: Language, loaders = load): Promise<void> {
  wanted = next;
  const { default: texts } = await loaders[next]().catch((error: unknown) => {
    if (wanted === next) wanted = language;
    throw error;
  });
  if (wanted !== next) return useLanguage(wanted, loaders);
  language = next;
  catalogue = texts;
  if (typeof document !== 'undefined') {
    document.documentElement.lang = TAGS[next];
    document.documentElement.dir = direction(TAGS[next]);
  }
}

/**
 * What this person chose here before, else what was spoken at the door that they came in by, else what the browser
 * asks for, else what their organisation speaks.
 */
export function usualLanguage(suggested?: string | null): Language {
  return pickLanguage([...wishes(), suggested]);
}

/** What is spoken at this door, as long as nobody chooses; null: it is everybody's. */
export function guessLanguage(guess: Language | null): void {
  if (guess) inTab.setItem(GUESS, guess);
  else inTab.removeItem(GUESS);
}

/** Somebody chose in a list: what it shows is what is spoken, also when the words did not come, which is said elsewhere. */
export async function chosenLanguage(
  { currentTarget: list }: { currentTarget: { value: string } },
  loaders = load
): Promise<void> {
  const choice = pickLanguage([list.value]);
  try {
    await useLanguage(choice, loaders);
    onDevice.setItem(CHOICE, choice);
  } catch {
    list.value = language;
  }
}
