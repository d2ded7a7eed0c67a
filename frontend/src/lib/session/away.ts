/** What this browser remembers while somebody is away at their organisation's sign-in. */
import type { Keeps } from '#lib/storage.ts';

export interface Away {
  /** Only the browser that left can come back. */
  binding: string;
  /** The page they wanted. */
  to: string | null;
  /** For SAML, where this page speaks to the user pool itself. */
  pool: { state: string; verifier: string; origin: string; client: string } | null;
}

const KEY = 'loket.away';

export function random(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return base64url(bytes);
}

/** PKCE's S256 (RFC 7636). */
export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

export function leave(kept: Keeps, away: Away): void {
  kept.setItem(KEY, JSON.stringify(away));
}

/** What was kept, this once. */
export function comeBack(kept: Keeps): Away | null {
  const text = kept.getItem(KEY);
  kept.removeItem(KEY);
  try {
    const away = JSON.parse(text ?? 'null') as Away | null;
    return typeof away?.binding === 'string' ? away : null;
  } catch {
    return null;
  }
}

export function domainOf(email: string): string {
  return email.trim().toLowerCase().split('@').at(-1) ?? '';
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
