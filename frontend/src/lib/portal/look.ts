/** How an organisation's door looks, by the page's address; for whoever has not signed in yet. */
import type { components } from '#lib/api/schema.d.ts';
import { pickLanguage, spokenAs, type Language } from '#lib/i18n/languages.ts';
import { routes } from '#lib/routes.ts';

export type Look = components['schemas']['OrganisationLook'];

/** As much of a page's address as this needs. */
interface Address {
  origin: string;
  hostname: string;
  searchParams: Pick<URLSearchParams, 'get'>;
}

const ASKED = '/api/v1/look';

/** null: this is everybody's door. Not hearing is the same: nobody is kept waiting or told of it. */
export async function lookAt(page: Address, get: typeof fetch = fetch): Promise<Look | null> {
  const query = new URLSearchParams({ host: page.hostname });
  const at = page.searchParams.get('at');
  if (at) query.set('at', at);
  try {
    const answer = await get(`${ASKED}?${query}`);
    if (!answer.ok) return null;
    const { organisation } = (await answer.json()) as components['schemas']['LookView'];
    return organisation ?? null;
  } catch {
    return null;
  }
}

/** Of the languages it serves people in, the first that the browser asks for; else its own. */
export function languageAt(look: Pick<Look, 'language' | 'languages'>, asked: readonly string[]): Language {
  const served: string[] = [look.language, ...look.languages];
  const spoken = asked.map(spokenAs).find((one) => one && served.some((other) => spokenAs(other) === one));
  return spoken ?? pickLanguage([look.language]);
}

/** The same door under the name that single sign-on comes back to; null when this page has that name. */
export function elsewhere(look: Look | null, page: Address, email: string): string | null {
  if (!look || look.portal === page.origin) return null;
  const query = new URLSearchParams({ at: look.at, email });
  const to = page.searchParams.get('to');
  if (to) query.set('to', to);
  return `${look.portal}${routes.signIn}?${query}`;
}
