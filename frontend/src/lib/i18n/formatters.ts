/** The browser's formatters, each made once: making one costs more than drawing the row it is for. */

function kept<F>(make: (tag: string, options: object) => F): (tag: string, options?: object) => F {
  const made = new Map<string, F>();
  return (tag, options = {}) => {
    const key = tag + JSON.stringify(options);
    let formatter = made.get(key);
    if (!formatter) made.set(key, (formatter = make(tag, options)));
    return formatter;
  };
}

export const dates: (tag: string, options?: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat = kept(
  (tag, options) => new Intl.DateTimeFormat(tag, options)
);

export const numbers: (tag: string, options?: Intl.NumberFormatOptions) => Intl.NumberFormat = kept(
  (tag, options) => new Intl.NumberFormat(tag, options)
);

export const plurals: (tag: string) => Intl.PluralRules = kept((tag) => new Intl.PluralRules(tag));

/** Below a thousand, whole numbers look alike in all our languages: no formatter is made for a count or a badge. */
export function written(value: number, language: string): string {
  return Number.isInteger(value) && value >= 0 && value < 1000
    ? String(value)
    : numbers(language).format(value);
}
