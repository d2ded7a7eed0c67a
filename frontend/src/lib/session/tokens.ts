/** What the user pool gave us, kept on this device until signing out. */
import type { Keeps } from '#lib/storage.ts';

export interface Tokens {
  /** Sent with every request. */
  id: string;
  access: string;
  refresh: string;
  /** When `id` stops being good, in ms since 1970. */
  expires: number;
}

const KEY = 'loket.tokens';

export function readTokens(storage: Keeps): Tokens | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return isTokens(kept) ? kept : null;
  } catch {
    return null; // not ours, or cut off: as good as signed out
  }
}

export function keepTokens(storage: Keeps, tokens: Tokens | null): void {
  if (tokens) storage.setItem(KEY, JSON.stringify(tokens));
  else storage.removeItem(KEY);
}

/** Too near its end to set out with. */
export function isStale(tokens: Tokens, now: number): boolean {
  return tokens.expires - now < 60_000;
}

/** Who they are for, as the pool names them; null when that cannot be read. */
export function personOf(tokens: Tokens): string | null {
  return claimOf(tokens, 'sub');
}

/** The pool's client they were made for: people who came by SAML have one of their own. */
export function clientOf(tokens: Tokens): string | null {
  return claimOf(tokens, 'aud');
}

function claimOf(tokens: Tokens, name: string): string | null {
  try {
    const part = tokens.id.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(part.replace(/-/g, '+').replace(/_/g, '/')));
    const value = (claims as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' && value ? value : null;
  } catch {
    return null;
  }
}

function isTokens(value: unknown): value is Tokens {
  if (typeof value !== 'object' || value === null) return false;
  const t = value as Record<string, unknown>;
  return typeof t['id'] === 'string' && typeof t['refresh'] === 'string' && typeof t['expires'] === 'number';
}
