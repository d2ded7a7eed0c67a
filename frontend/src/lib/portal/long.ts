/** Whether a message takes more than a screen of a phone. Pure. */
const MOST_LETTERS = 900;
const MOST_LINES = 22;

export function isLong(text: string): boolean {
  return text.length > MOST_LETTERS || text.split('\n').length > MOST_LINES;
}
