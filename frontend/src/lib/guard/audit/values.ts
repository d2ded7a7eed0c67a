/** Values as the audit keeps them (JSON), readable, and what is different between two of them. Pure. */

import { parsed } from '../json.ts';

export interface Bit {
  text: string;
  /** In one of both only. */
  own: boolean;
}

/** Text without its quotation marks, lists a line each, everything else as it is. */
export function readable(json: string | null): string {
  if (json === null) return '';
  const value = parsed(json);
  if (Array.isArray(value)) return value.map(plain).join('\n');
  return plain(value);
}

/** The middle that differs, for texts that share their beginning or end; words stay whole. */
export function apart(before: string, after: string): { before: Bit[]; after: Bit[] } {
  const [a, b] = [words(before), words(after)];
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { before: bits(a, head, tail), after: bits(b, head, tail) };
}

/** `teams.first.name` as `teams › first › name`. */
export function readablePath(path: string): string {
  return path.split('.').join(' › ').replaceAll('_', ' ');
}

function bits(all: string[], head: number, tail: number): Bit[] {
  return [
    { text: all.slice(0, head).join(''), own: false },
    { text: all.slice(head, all.length - tail).join(''), own: true },
    { text: all.slice(all.length - tail).join(''), own: false }
  ].filter((bit) => bit.text);
}

/** Cut into words, and into letters where a script has no spaces. */
function words(text: string): string[] {
  return text.match(/[\p{Script=Han}]|\s+|[^\s\p{Script=Han}]+/gu) ?? [];
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
