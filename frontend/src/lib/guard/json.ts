/** JSON that may have been cut off where it was too long. Pure. */

/** What a request said, as JSON on several lines; as it came where it was cut off. */
export function indented(json: string): string {
  const value = parsed(json);
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** The value, or the text itself where it is none. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json; // cut off where it was too long
  }
}
