/** What a desk wrote, in the reader's language, else as the desk writes it. Pure. */
export function worded(usual: string, others: Record<string, string>, language: string): string {
  return others[language] || usual;
}
