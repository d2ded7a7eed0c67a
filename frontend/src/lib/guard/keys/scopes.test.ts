import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ApiDocument } from '../document.ts';
import en from './messages/en.ts';
import { isIdle, scopeGroups } from './scopes.ts';

const real = JSON.parse(readFileSync('../docs/openapi.json', 'utf8')) as ApiDocument;

describe('what a key can be made for', () => {
  const scopes = scopeGroups(real).flatMap((group) => group.scopes);

  it('is what the document gives to keys, each once, with the requests it opens', () => {
    const wanted = Object.entries(real['x-permissions'] ?? {}).filter(([, one]) => one.keys);
    expect(scopes.map((one) => one.name).sort()).toEqual(wanted.map(([name]) => name).sort());
    expect(scopes.find((one) => one.name === 'ticket.read')?.routes).toContain('GET /tickets');
    expect(scopes.every((one) => one.routes.length > 0 && one.what)).toBe(true);
  });

  it('has words of its own where they were written', () => {
    const said = scopes.filter((one) => `can.${one.name}` in en);
    expect(said.length).toBeGreaterThan(35);
  });
});

describe('a key that nobody uses', () => {
  const now = new Date('2026-11-20T12:00:00Z');

  it('is one that was not used for ninety days, counted from its making', () => {
    const made = { created_at: '2026-08-01T00:00:00Z' };
    expect(isIdle({ ...made, last_used_at: null }, now)).toBe(true);
    expect(isIdle({ ...made, last_used_at: '2026-11-01T00:00:00Z' }, now)).toBe(false);
    expect(isIdle({ created_at: '2026-11-01T00:00:00Z', last_used_at: null }, now)).toBe(false);
  });
});
