import { beforeEach, expect, test } from 'vitest';
import { asCredential, authorization, dropLink, takeLink } from './link.ts';

const TOKEN = 'bm9vcmQvYWNtZS83L3BpbS8xODAwMDAwMDAwLzA.c2lnbmF0dXJl-_';

class Kept implements Storage {
  #kept = new Map<string, string>();
  get length() {
    return this.#kept.size;
  }
  clear() {
    this.#kept.clear();
  }
  key() {
    return null;
  }
  getItem(name: string) {
    return this.#kept.get(name) ?? null;
  }
  setItem(name: string, value: string) {
    this.#kept.set(name, value);
  }
  removeItem(name: string) {
    this.#kept.delete(name);
  }
}

let kept: Kept;
let shown: string | null;
const past = {
  state: null,
  replaceState: (_state: unknown, _title: string, url: string) => (shown = url)
} as unknown as History;

const at = (hash: string) => ({ pathname: '/tickets/ACME-7', search: '', hash }) as Location;

beforeEach(() => {
  kept = new Kept();
  shown = null;
});

test('the token leaves the address bar and stays with the tab', () => {
  expect(takeLink(at(`#k=${TOKEN}`), past, kept)).toBe(TOKEN);
  expect(shown).toBe('/tickets/ACME-7');
  expect(takeLink(at(''), past, kept)).toBe(TOKEN);
});

test('other fragments are none of its business', () => {
  expect(takeLink(at('#main'), past, kept)).toBeNull();
  expect(takeLink(at('#k=<script>'), past, kept)).toBeNull();
  expect(shown).toBeNull();
});

test('a dropped link is gone', () => {
  takeLink(at(`#k=${TOKEN}`), past, kept);
  dropLink(kept);
  expect(takeLink(at(''), past, kept)).toBeNull();
});

test('a link has a scheme of its own', () => {
  expect(authorization(asCredential(TOKEN))).toBe(`Link ${TOKEN}`);
  expect(authorization('eyJ.eyJ.x')).toBe('Bearer eyJ.eyJ.x');
});
