import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ApiDocument } from '../document.ts';
import {
  answersOf,
  bodyOf,
  curlOf,
  exampleOf,
  found,
  limitsOf,
  nameOf,
  sectionsOf,
  typeOf
} from './model.ts';

const real = JSON.parse(readFileSync('../docs/openapi.json', 'utf8')) as ApiDocument;
const sections = sectionsOf(real);
const routes = sections.flatMap((section) => section.routes);
const route = (id: string) => {
  const one = routes.find((other) => other.id === id);
  if (!one) throw new Error(`no ${id}`);
  return one;
};

describe('the API’s own document', () => {
  it('is shown whole: every operation once, each with an anchor of its own', () => {
    const all = Object.values(real.paths).flatMap((one) => Object.values(one));
    expect(routes).toHaveLength(all.length);
    expect(new Set(routes.map((one) => one.id)).size).toBe(all.length);
  });

  it('has nothing that a page could not put into words, and no link that leads nowhere', () => {
    for (const [name, schema] of Object.entries(real.components.schemas)) {
      for (const property of Object.values(schema.properties ?? {})) {
        const { text, ref } = typeOf(property);
        expect(text, name).not.toBe('');
        if (ref) expect(real.components.schemas).toHaveProperty(ref);
      }
    }
  });

  it('has an example for each body, with all that must be there', () => {
    for (const one of routes) {
      const body = bodyOf(one.operation);
      if (!body) continue;
      const wanted = real.components.schemas[nameOf(body)]?.required ?? [];
      expect(Object.keys(exampleOf(body, real) as object), one.id).toEqual(expect.arrayContaining(wanted));
      expect(curlOf(one, real)).toContain("-d '{");
    }
  });
});

describe('searching', () => {
  it('wants every word, wherever it stands', () => {
    const ids = (search: string) => found(sections, search).flatMap((one) => one.routes.map(({ id }) => id));
    expect(ids('webhook secret')).toContain('renew_webhook_secret');
    expect(ids('key.edit')).toEqual(['list_keys', 'make_key', 'revoke_key']);
    expect(ids('nothing like that')).toEqual([]);
    expect(ids('')).toHaveLength(routes.length);
  });
});

describe('what is said of a route', () => {
  it('is a request that a shell takes', () => {
    const text = curlOf(route('make_key'), real);
    expect(text).toContain('curl -X POST "$LOKET/api/v1/desks/$DESK/keys"');
    expect(text).toContain('Authorization: Bearer $LOKET_KEY');
    expect(text).toContain('"permissions": [\n    "ticket.read"\n  ]');
    expect(curlOf(route('openapi'), real)).not.toContain('Authorization');
  });

  it('names answers, good and bad', () => {
    const answers = answersOf(route('make_key').operation);
    expect(answers.filter((one) => one.good).map((one) => nameOf(one.schema))).toEqual(['NewKeyView']);
    expect(answers.some((one) => one.status === '422' && nameOf(one.schema) === 'Problem')).toBe(true);
  });

  it('puts limits into few words', () => {
    expect(limitsOf({ type: 'integer', minimum: 1, maximum: 100, default: 25 })).toEqual(['1–100', '= 25']);
    expect(typeOf({ anyOf: [{ type: 'string' }, { type: 'null' }] }).text).toBe('string | null');
    expect(typeOf({ type: 'array', items: { $ref: '#/components/schemas/KeyView' } })).toEqual({
      text: 'KeyView[]',
      ref: 'KeyView'
    });
  });
});
