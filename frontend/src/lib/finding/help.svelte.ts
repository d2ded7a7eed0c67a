/** What may help with what is being written, and what it seems to be about; asked after each pause. */
import { finding } from './api.ts';
import { asking } from './asking.ts';
import type { Classification, Guess, Suggested, Writing } from './types.ts';

export type Kind = 'category' | 'team' | 'service' | 'priority';

/** A guess that is worth a chip. */
export interface Proposal {
  kind: Kind;
  value: string;
  confidence: number;
  basedOn: Guess['based_on'];
}

/** Less certain than this is no help. */
const WORTH_SAYING = 0.25;
const KINDS: readonly Kind[] = ['category', 'team', 'service', 'priority'];

export class Help {
  found = $state.raw<Suggested | null>(null);
  guesses = $state.raw<Classification | null>(null);

  readonly #asking = asking<Writing, { found: Suggested; guesses: Classification }>(
    async (writing, signal) => {
      const [found, guesses] = await Promise.all([
        finding.suggestions(writing, signal),
        finding.classifications(writing, signal)
      ]);
      return { found, guesses };
    },
    (answer) => {
      this.found = answer?.found ?? null;
      this.guesses = answer?.guesses ?? null;
    }
  );

  typed(writing: Writing | null): void {
    this.#asking.typed(writing);
  }

  stop(): void {
    this.#asking.stop();
  }
}

/** The best guess of each kind that differs from what stands there. */
export function proposals(
  guesses: Classification | null,
  present: Partial<Record<Kind, string | null>>
): Proposal[] {
  if (!guesses) return [];
  return KINDS.flatMap((kind) => {
    const best = guesses[kind][0];
    if (!best || best.confidence < WORTH_SAYING || best.value === present[kind]) return [];
    return [{ kind, value: best.value, confidence: best.confidence, basedOn: best.based_on }];
  });
}

/** How many of each are found. */
export function counted(found: Suggested | null): { similar: number; articles: number } {
  return {
    similar: (found?.open.length ?? 0) + (found?.solved.length ?? 0),
    articles: found?.articles.length ?? 0
  };
}
