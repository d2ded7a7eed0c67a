/** The API's description as a page needs it: routes in sections, types in words, examples. Pure. */
import type { ApiDocument, Operation, Schema } from '../document.ts';

export interface Route {
  /** Its anchor. */
  id: string;
  method: string;
  path: string;
  operation: Operation;
  /** What a search looks through. */
  words: string;
}

export interface Section {
  name: string;
  id: string;
  routes: Route[];
}

const START = '/api/v1';
const REF = '#/components/schemas/';
const DEEPEST = 4;

export function sectionsOf(document: ApiDocument): Section[] {
  const sections = new Map<string, Route[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags[0] ?? '';
      const route = routeOf(method.toUpperCase(), path, operation);
      sections.set(tag, [...(sections.get(tag) ?? []), route]);
    }
  }
  return [...sections].map(([tag, routes]) => ({ name: titled(tag), id: `about-${tag}`, routes }));
}

function routeOf(method: string, path: string, operation: Operation): Route {
  const { operationId: id, summary, description = '', parameters = [] } = operation;
  const names = parameters.map((one) => one.name);
  const schemas = [bodyOf(operation), ...answersOf(operation).map((one) => one.schema)].map(nameOf);
  const words = [
    `${method} ${path}`,
    id,
    summary,
    description,
    operation['x-permission'] ?? '',
    ...operation.tags,
    ...names,
    ...schemas
  ];
  return { id, method, path, operation, words: words.join(' ').toLowerCase() };
}

/** Routes in which every word of the search stands somewhere. */
export function found(sections: readonly Section[], search: string): Section[] {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean);
  return sections
    .map((section) => ({
      ...section,
      routes: section.routes.filter((route) => words.every((word) => route.words.includes(word)))
    }))
    .filter((section) => section.routes.length > 0);
}

export function titled(tag: string): string {
  const text = tag.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function bodyOf(operation: Operation): Schema | null {
  return Object.values(operation.requestBody?.content ?? {})[0]?.schema ?? null;
}

export interface AnswerOf {
  status: string;
  description: string;
  schema: Schema | null;
  good: boolean;
}

export function answersOf(operation: Operation): AnswerOf[] {
  return Object.entries(operation.responses).map(([status, { description, content }]) => ({
    status,
    description,
    schema: Object.values(content ?? {})[0]?.schema ?? null,
    good: status.startsWith('2')
  }));
}

/** The name of the schema that is referred to; '' for one that has none. */
export function nameOf(schema: Schema | null): string {
  return schema?.$ref?.startsWith(REF) ? schema.$ref.slice(REF.length) : '';
}

export interface TypeWords {
  text: string;
  /** The schema that one can go on to. */
  ref: string;
}

/** `list of TicketView`, `text or null`. */
export function typeOf(schema: Schema): TypeWords {
  const ref = nameOf(schema);
  if (ref) return { text: ref, ref };
  const options = schema.anyOf ?? schema.allOf;
  if (options) {
    const all = options.map(typeOf);
    return { text: all.map((one) => one.text).join(' | '), ref: all.find((one) => one.ref)?.ref ?? '' };
  }
  if (schema.enum) return { text: schema.enum.map((one) => JSON.stringify(one)).join(' | '), ref: '' };
  if (schema.const !== undefined) return { text: JSON.stringify(schema.const), ref: '' };
  if (schema.items) {
    const inner = typeOf(schema.items);
    return { text: `${inner.text}[]`, ref: inner.ref };
  }
  if (typeof schema.additionalProperties === 'object') {
    const inner = typeOf(schema.additionalProperties);
    return { text: `{ [name]: ${inner.text} }`, ref: inner.ref };
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type;
  return { text: type ?? (schema.properties ? 'object' : 'any'), ref: '' };
}

/** `1–100`, `at most 300`, `default 25`, as the document says them. */
export function limitsOf(schema: Schema): string[] {
  const range = (least?: number, most?: number) =>
    least === undefined && most === undefined ? '' : `${least ?? 0}–${most ?? '∞'}`;
  const length = range(schema.minLength, schema.maxLength);
  const items = range(schema.minItems, schema.maxItems);
  return [
    range(schema.minimum, schema.maximum),
    length && `length ${length}`,
    items && `items ${items}`,
    schema.format ?? '',
    schema.pattern ? `/${schema.pattern}/` : '',
    schema.default === undefined ? '' : `= ${JSON.stringify(schema.default)}`
  ].filter(Boolean);
}

/** A value that the schema would take: what must be there, and nothing else that is long. */
export function exampleOf(schema: Schema, document: ApiDocument, depth = 0): unknown {
  const named = nameOf(schema);
  const whole = named ? document.components.schemas[named] : schema;
  if (!whole || depth > DEEPEST) return {};
  if (whole.examples?.length) return whole.examples[0];
  if (whole.const !== undefined) return whole.const;
  if (whole.enum?.length) return whole.enum[0];
  const option = (whole.anyOf ?? whole.allOf)?.find((one) => one.type !== 'null');
  if (option) return exampleOf(option, document, depth);
  if (whole.properties) {
    const wanted = Object.entries(whole.properties).filter(
      ([name]) => depth === 0 || (whole.required ?? []).includes(name)
    );
    const must = wanted.filter(([name]) => (whole.required ?? []).includes(name));
    const shown = must.length ? must : wanted.slice(0, 3);
    return Object.fromEntries(shown.map(([name, one]) => [name, exampleOf(one, document, depth + 1)]));
  }
  if (whole.items) return (whole.minItems ?? 0) > 0 ? [exampleOf(whole.items, document, depth + 1)] : [];
  const type = Array.isArray(whole.type) ? whole.type[0] : whole.type;
  if (type === 'integer' || type === 'number') return whole.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'string') return whole.format === 'date-time' ? '2026-11-20T09:00:00Z' : '…';
  return type === 'array' ? [] : {};
}

/** The request for a shell, with places to fill in. */
export function curlOf(route: Route, document: ApiDocument): string {
  const path = route.path.replace(/\{(\w+)\}/gu, (_, name: string) => `$${name.toUpperCase()}`);
  const query = (route.operation.parameters ?? [])
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${String(exampleOf(one.schema, document))}`);
  const address = `"$LOKET${path}${query.length ? `?${query.join('&')}` : ''}"`;
  const lines = [`curl -X ${route.method} ${address}`];
  if (!route.operation.security) lines.push('-H "Authorization: Bearer $LOKET_KEY"');
  for (const one of route.operation.parameters ?? []) {
    if (one.in === 'header') lines.push(`-H '${one.name}: …'`);
  }
  const body = bodyOf(route.operation);
  if (body) {
    lines.push("-H 'Content-Type: application/json'");
    const text = JSON.stringify(exampleOf(body, document), null, 2);
    lines.push(`-d '${text.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n  ');
}

export const shortPath = (path: string): string => path.replace(START, '');
