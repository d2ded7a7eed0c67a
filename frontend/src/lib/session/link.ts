/** The signed link of a mail: `/tickets/ACME-7#k=…`. It opens that one ticket, without signing in. */
import type { Keeps } from '#lib/storage.ts';

const KEY = 'loket.link';
const FRAGMENT = /^#k=([\w.-]{20,512})$/;

/** The token of the address bar, which is taken out of it; else the one this tab came with. */
export function takeLink(at: Location, past: History, kept: Keeps): string | null {
  const found = FRAGMENT.exec(at.hash)?.[1];
  if (!found) return kept.getItem(KEY);
  kept.setItem(KEY, found);
  past.replaceState(past.state, '', at.pathname + at.search);
  return found;
}

export function dropLink(kept: Keeps): void {
  kept.removeItem(KEY);
}

/** As an Authorization header says it; a token of the user pool has no blank in it. */
export function asCredential(link: string): string {
  return `Link ${link}`;
}

/** The whole Authorization header for what the session gave out. */
export function authorization(credential: string): string {
  return credential.startsWith('Link ') ? credential : `Bearer ${credential}`;
}
