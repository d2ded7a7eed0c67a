/** Which letters there are, whose words each goes out in, and what is wrong with one. Pure. */
import { LANGUAGES } from '#lib/i18n/languages.ts';
import type { Problem } from '#lib/api/problem.ts';
import { faultAt } from '../fields.ts';
import type { LetterKind, Letters, Template } from './types.ts';

export const KINDS: readonly LetterKind[] = ['acknowledgement', 'answer'];
export const PARTS = ['subject', 'text', 'html'] as const;
export type Part = (typeof PARTS)[number];

/** Whose words: the customer's, the desk's, or ours. `by`: the language they are kept under ('': for all others). */
export interface Source {
  level: 'tenant' | 'desk' | 'standard';
  by: string;
  template: Template | null;
}

export interface Row {
  kind: LetterKind;
  /** '': for languages that have none of their own. */
  language: string;
  source: Source;
}

/** As the outbox chooses: the customer's letter, theirs for all others, the desk's, the desk's for all others. */
export function sourceOf(kind: LetterKind, language: string, mine: Letters | null, desks: Letters): Source {
  for (const [level, letters] of [
    ['tenant', mine],
    ['desk', desks]
  ] as const) {
    for (const by of new Set([language, ''])) {
      const template = letters?.[kind]?.[by];
      if (template) return { level, by, template: whole(template) };
    }
  }
  return { level: 'standard', by: '', template: null };
}

/** A row for each letter that is kept, and for each language that Loket's own letters speak. */
export function rowsOf(mine: Letters | null, desks: Letters): Row[] {
  return KINDS.flatMap((kind) => {
    const kept = [mine, desks].flatMap((letters) => Object.keys(letters?.[kind] ?? {}));
    const languages = new Set(['', ...Object.keys(LANGUAGES), ...kept.sort()]);
    return [...languages].map((language) => ({
      kind,
      language,
      source: sourceOf(kind, language, mine, desks)
    }));
  });
}

/** The same letters with one of them set, or (null) taken back. */
export function withLetter(
  letters: Letters,
  kind: LetterKind,
  language: string,
  template: Template | null
): Letters {
  const others = Object.entries(letters[kind] ?? {}).filter(([name]) => name !== language);
  const kept = template ? [...others, [language, template] as const] : others;
  return { ...letters, [kind]: Object.fromEntries(kept) };
}

export function whole(template: Partial<Template>): Template {
  return { subject: template.subject ?? '', text: template.text ?? '', html: template.html ?? '' };
}

/** What is wrong in one part, and in which line (0: in none). The API calls the letter by one of `names`. */
export function faultIn(
  problem: Problem | null,
  names: readonly string[],
  part: Part
): { line: number; text: string } | null {
  for (const name of names) {
    const said = faultAt(problem, `${name}.${part}`);
    if (!said) continue;
    const found = /^line (\d+): (.*)$/is.exec(said);
    return found ? { line: Number(found[1]), text: found[2] ?? '' } : { line: 0, text: said };
  }
  return null;
}

/** Where the n-th line of a text begins and ends. */
export function lineAt(text: string, line: number): [number, number] {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [Math.min(start, text.length), Math.min(start + (lines[line - 1]?.length ?? 0), text.length)];
}
