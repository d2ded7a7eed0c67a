import { describe, expect, it } from 'vitest';
import { content, drafted, freePicture, marksIn } from './drafting.ts';
import type { Source } from './types.ts';

const source: Source = {
  id: 'jam',
  space: 'printing',
  kind: 'known-error',
  state: 'draft',
  version: 3,
  published: null,
  language: 'en',
  translations: {
    en: { title: 'Jam', summary: '', body: 'Ask ⟦name⟧ ![tray](picture:p1)', workaround: 'Wait' }
  },
  category: ['Hardware', 'Printers'],
  keywords: ['stuck', 'paper'],
  pictures: [
    { id: 'p1', name: 'tray.png', type: 'image/png', size: 9, url: '/p1' },
    { id: 'p2', name: 'old.png', type: 'image/png', size: 9, url: '/p2' }
  ],
  owner: { id: 'ana', name: 'Ana', email: 'ana@noord.example' },
  reviewer: null,
  valid_from: '2026-11-01T00:00:00Z',
  valid_until: null,
  known_error: { state: 'open', problem: 'ACME-9' },
  tickets: ['ACME-1'],
  marks: ['⟦name⟧'],
  created_at: '2026-11-01T00:00:00Z',
  updated_at: '2026-11-01T00:00:00Z'
};

describe('an article in a form', () => {
  it('comes back as it was, without pictures that nothing shows', () => {
    expect(content(drafted(source))).toEqual({
      space: 'printing',
      language: 'en',
      translations: source.translations,
      kind: 'known-error',
      category: ['Hardware', 'Printers'],
      keywords: ['stuck', 'paper'],
      reviewer: null,
      valid_from: '2026-11-01T00:00:00Z',
      valid_until: null,
      known_error: { state: 'open', problem: 'ACME-9' },
      tickets: ['ACME-1'],
      pictures: [{ id: 'p1', name: 'tray.png' }],
      comment: ''
    });
  });

  it('leaves out languages in which nothing was written', () => {
    const draft = drafted(source);
    draft.translations['nl'] = { title: ' ', summary: '', body: '', workaround: '' };
    expect(Object.keys(content(draft).translations)).toEqual(['en']);
  });

  it('finds the places to look at, and a free name for a picture', () => {
    const draft = drafted(source);
    expect([marksIn(draft), freePicture(draft.pictures)]).toEqual([['⟦name⟧'], 'p3']);
  });
});
