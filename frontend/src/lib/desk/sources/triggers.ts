/** Finding the signs that call a list in what is being typed. Pure. */

export interface Trigger {
  signs: string;
  /** What was typed after them. */
  typed: string;
  /** Where the signs begin. */
  from: number;
}

const LONGEST = 40;

/** The signs before the caret, at the beginning of a word and of the line's last part; null: none. */
export function triggerAt(text: string, caret: number, signs: readonly string[]): Trigger | null {
  const before = text.slice(0, caret);
  let found: Trigger | null = null;
  for (const sign of signs) {
    const from = before.lastIndexOf(sign);
    if (from < 0 || (found && from < found.from)) continue;
    const typed = before.slice(from + sign.length);
    const opens = from === 0 || /\s/u.test(before[from - 1] ?? '');
    if (opens && typed.length <= LONGEST && !typed.includes('\n') && !/^\s/u.test(typed))
      found = { signs: sign, typed, from };
  }
  return found;
}

/** The text with `put` in place of the signs and what was typed, and where the caret then stands. */
export function replaced(
  text: string,
  caret: number,
  trigger: Trigger,
  put: string
): { text: string; caret: number } {
  const start = text.slice(0, trigger.from) + put;
  return { text: start + text.slice(caret), caret: start.length };
}

/** Fills `{requester.name}` and friends in; what has no value stays as it stands, for the writer to see. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z.]+)\}/g, (whole, name: string) => values[name] || whole);
}

/** Whether each word of what was typed begins a word of one of `names`. */
export function fits(typed: string, ...names: string[]): boolean {
  const words = names.flatMap((name) => name.toLocaleLowerCase().split(/[\s._-]+/u));
  return typed
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((part) => words.some((word) => word.startsWith(part)));
}
