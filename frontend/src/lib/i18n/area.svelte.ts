/** Words of one part of the app, in a catalogue of its own: whoever does not see that part does not load them. */
import { render, type CatalogueOf, type Plural, type ValuesOf } from './catalogue.ts';
import { current } from './index.svelte.ts';
import { TAGS, type Language } from './languages.ts';

type Texts = Readonly<Record<string, string | Plural>>;
export type Loaders<E> = Record<Language, () => Promise<{ default: CatalogueOf<E> }>>;

export function areaWords<E extends Texts>(load: Loaders<E>) {
  let loaded = $state.raw<{ language: Language; texts: CatalogueOf<E> } | null>(null);

  return {
    /** Loads the words of the language of the moment; to be awaited before `say` is asked. */
    async load(): Promise<void> {
      const language = current.language;
      if (loaded?.language === language) return;
      const { default: texts } = await load[language]();
      loaded = { language, texts };
    },
    /** The message `key`, with its values filled in. */
    say<K extends keyof E & string>(key: K, ...values: ValuesOf<E[K]>): string {
      const entry: string | Plural | undefined = loaded?.texts[key];
      return loaded && entry !== undefined ? render(entry, values[0] ?? {}, TAGS[loaded.language]) : key;
    }
  };
}
