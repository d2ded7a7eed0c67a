import { describe, expect, it, vi } from 'vitest';
import { wishes } from './i18n/languages.ts';
import { keeping } from './storage.ts';

/** A browser's own store with this much room for values. */
function store(room: number) {
  const rows = new Map<string, string>();
  return {
    rows,
    getItem: (name: string) => rows.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (value.length > room) throw new DOMException('no room', 'QuotaExceededError');
      rows.set(name, value);
    },
    removeItem: (name: string) => void rows.delete(name)
  };
}

const blocked = () => {
  throw new DOMException('blocked', 'SecurityError');
};

describe('what a browser keeps for a page', () => {
  it('is kept there', () => {
    const there = store(10);
    const kept = keeping(() => there);
    kept.setItem('a', 'word');
    expect([kept.getItem('a'), there.rows.get('a'), kept.getItem('b')]).toEqual(['word', 'word', null]);
    kept.removeItem('a');
    expect([kept.getItem('a'), there.rows.size]).toEqual([null, 0]);
  });

  it('lasts as long as the page where all of that is blocked', () => {
    const kept = keeping(blocked);
    kept.setItem('a', 'word');
    expect([kept.getItem('a'), kept.getItem('b')]).toEqual(['word', null]);
    kept.removeItem('a');
    expect(kept.getItem('a')).toBeNull();
  });

  it('is what was said last, though there was no room for it', () => {
    const there = store(4);
    const kept = keeping(() => there);
    kept.setItem('a', 'old');
    kept.setItem('a', 'longer');
    expect(kept.getItem('a')).toBe('longer');
    kept.setItem('a', 'new');
    expect([kept.getItem('a'), there.rows.get('a')]).toEqual(['new', 'new']);
  });

  it('may be nothing: the language is that of the browser then', () => {
    vi.stubGlobal('navigator', { languages: ['nl-NL', 'en'] });
    expect(wishes()).toEqual([null, null, 'nl-NL', 'en']);
    vi.unstubAllGlobals();
  });
});
