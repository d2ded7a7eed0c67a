/** Answers to choose from, as lines of a text. What keeps its words keeps its id and its translations. Pure. */
import { idFor } from '#lib/admin/tree.ts';
import type { FormField } from './api.ts';

type Choice = FormField['choices'][number];

export function linesOf(choices: readonly Choice[]): string {
  return choices.map(({ label }) => label).join('\n');
}

export function choicesOf(lines: string, before: readonly Choice[]): Choice[] {
  const labels = [...new Set(lines.split('\n').map((line) => line.trim()))].filter(Boolean);
  const made: Choice[] = [];
  for (const label of labels) {
    const taken = [...before, ...made].map(({ id }) => id);
    made.push(before.find((one) => one.label === label) ?? { id: idFor(label, taken), label, labels: {} });
  }
  return made;
}
