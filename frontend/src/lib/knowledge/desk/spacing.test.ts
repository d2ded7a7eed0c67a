import { describe, expect, it } from 'vitest';
import type { Space } from '../types.ts';
import { draftOf, idFor, inputOf } from './spacing.ts';

describe('the id of a new space', () => {
  it('is what is left of its name', () => {
    expect(idFor('Køb & Printers!', [])).toBe('k-b-printers');
    expect(idFor('Café', [])).toBe('cafe');
  });

  it('is nobody else’s, and never empty', () => {
    expect(idFor('Office', ['office', 'office-2'])).toBe('office-3');
    expect(idFor('知识', [])).toBe('space');
    expect(idFor('x'.repeat(80), []).length).toBeLessThanOrEqual(31);
  });
});

describe('what is sent', () => {
  it('has organisations and groups only where they are chosen', () => {
    const draft = {
      ...draftOf(null),
      names: { en: ' Office ', nl: ' ' },
      tenants: ['acme'],
      groups: ['board']
    };
    expect(inputOf(draft, null, 3)).toMatchObject({
      names: { en: 'Office' },
      audience: { kind: 'desk', tenants: [], groups: [] },
      order: 3,
      reviewer: null
    });
    expect(inputOf({ ...draft, kind: 'chosen' }, null, 3).audience).toEqual({
      kind: 'chosen',
      tenants: ['acme'],
      groups: ['board']
    });
  });

  it('has the picture it had until another is chosen', () => {
    const before = { icon: 'wifi', names: {}, audience: { kind: 'desk' } } as Space;

    expect(inputOf(draftOf(null), null, 0).icon).toBe('book');
    expect(inputOf(draftOf(before), before, 0).icon).toBe('wifi');
    expect(inputOf({ ...draftOf(before), icon: 'mail' }, before, 0).icon).toBe('mail');
  });
});
