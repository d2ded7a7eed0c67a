/** Filters within a query, as they are typed: `state:open team:"second line"`. Pure. */

/** `name:value`, quoted where the value has blanks. */
export function filter(name: string, value: string): string {
  return `${name}:${/[\s",]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
}

/** The pieces of a query, quotes kept together. */
export function pieces(query: string): string[] {
  return query.match(/(?:[^\s"]+|"[^"]*"?)+/gu) ?? [];
}

export function has(query: string, name: string, value: string): boolean {
  return pieces(query).includes(filter(name, value));
}

/** With the filter when it was not there, without it when it was. */
export function toggled(query: string, name: string, value: string): string {
  const wanted = filter(name, value);
  const all = pieces(query);
  const rest = all.filter((piece) => piece !== wanted);
  return (rest.length < all.length ? rest : [...all, wanted]).join(' ');
}

/** The filters `name:…` that are set, with their values. */
export function values(query: string, name: string): string[] {
  return pieces(query)
    .filter((piece) => piece.startsWith(`${name}:`))
    .map((piece) => piece.slice(name.length + 1).replaceAll('"', ''));
}
