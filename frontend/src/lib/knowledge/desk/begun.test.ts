import { describe, expect, it } from 'vitest';
import { begin, takeBegun } from './begun.ts';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  } as Storage;
}

const draft = { language: 'en', title: 'Mail', severity: 'outage', tenants: ['acme'], incident: 'ACME-1' };

describe('a bulletin that was begun', () => {
  it('is taken once, by its own desk', () => {
    const store = storage();
    begin('noord', draft, store);
    expect(takeBegun('host', store)).toBeNull();
    expect(takeBegun('noord', store)).toEqual(draft);
    expect(takeBegun('noord', store)).toBeNull();
  });
});
