/** Typed messages: which keys there are, and which {names} each needs. Pure, so that tests can walk through it. */
import { plurals, written } from './formatters.ts';
import type en from './messages/en.ts';

type English = typeof en;

/** A text for every plural category that the language has; `other` is always there. */
export type Plural = { readonly [form in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & {
  readonly other: string;
};

export type Key = keyof English;

/** A whole language of the catalogue whose English is `E`. */
export type CatalogueOf<E> = { readonly [K in keyof E]: E[K] extends string ? string : Plural };
export type Catalogue = CatalogueOf<English>;

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Pattern<M> = M extends { other: infer Other } ? Other : M;

/** The values that the message `M` needs: nothing, or an object with exactly its {names}. */
export type ValuesOf<M> = [Names<Pattern<M>>] extends [never]
  ? []
  : [values: { [N in Names<Pattern<M>>]: string | number }];
export type Values<K extends Key> = ValuesOf<English[K]>;

const NAME = /\{(\w+)\}/g;

/** The text of one entry with its {names} filled in; numbers are written as the language writes them. */
export function render(
  entry: string | Plural,
  values: Record<string, string | number>,
  language: string
): string {
  const pattern = typeof entry === 'string' ? entry : choose(entry, values['n'], language);
  return pattern.replace(NAME, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? written(value, language) : value;
  });
}

function choose(forms: Plural, n: string | number | undefined, language: string): string {
  const count = Number(n);
  if (Number.isNaN(count)) return forms.other;
  return forms[plurals(language).select(count)] ?? forms.other;
}

/** The {names} that a text uses, sorted. */
export function names(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(NAME), (match) => match[1] ?? ''))].sort();
}
