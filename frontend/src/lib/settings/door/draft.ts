/** An organisation's sign-in as a form holds it, and as the API takes it. Pure. */
import type { Provider, ProviderInput } from './api.ts';

export interface Draft {
  id: string;
  name: string;
  /** '' for the desk's own people. */
  tenant: string;
  protocol: 'oidc' | 'saml';
  issuer: string;
  clientId: string;
  secret: string;
  idp: string;
  /** One a line. */
  domains: string;
  newcomers: Role | '';
  strong: boolean;
  enabled: boolean;
}

/** What SAML providers call the address and the name of whoever signs in. */
const CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
export const CLAIMS = { email: `${CLAIM}/emailaddress`, name: `${CLAIM}/name` } as const;

/**
 * What whoever runs the deployment adds to its `saml_providers`, under a name that is free; '' while the address is
 * not one that the deployment takes.
 */
export function deployChoice(names: readonly string[], metadata: string): string {
  const address = metadata.trim();
  if (!address.startsWith('https://') || /[\s;]/u.test(address) || !isAddress(address)) return '';
  let n = 1;
  while (names.includes(`p${n}`)) n += 1;
  return `p${n}=${address}`;
}

/** `URL.canParse` is younger than phones in use. */
function isAddress(text: string): boolean {
  try {
    return new URL(text).host !== '';
  } catch {
    return false;
  }
}

export type Role = NonNullable<Provider['newcomers']>;

export function draftOf(provider: Provider | null): Draft {
  return {
    id: provider?.id ?? '',
    name: provider?.name ?? '',
    tenant: provider?.tenant ?? '',
    protocol: provider?.protocol ?? 'oidc',
    issuer: provider?.issuer ?? '',
    clientId: provider?.client_id ?? '',
    secret: '',
    idp: provider?.idp ?? '',
    domains: (provider?.domains ?? []).join('\n'),
    newcomers: provider?.newcomers ?? '',
    strong: provider?.strong ?? false,
    enabled: provider?.enabled ?? true
  };
}

/** What somebody new can become: among a customer's people, or among the desk's. Nobody becomes an admin by it. */
export function rolesFor(tenant: string): Role[] {
  return tenant ? ['requester', 'manager'] : ['agent', 'lead'];
}

export function inputOf(draft: Draft): ProviderInput {
  const roles = rolesFor(draft.tenant);
  return {
    name: draft.name.trim(),
    tenant: draft.tenant || null,
    protocol: draft.protocol,
    issuer: draft.issuer.trim(),
    client_id: draft.clientId.trim(),
    // What is empty stays as it is: a secret is never shown again.
    ...(draft.secret ? { client_secret: draft.secret } : {}),
    idp: draft.idp.trim(),
    domains: domainsIn(draft.domains),
    newcomers: draft.newcomers && roles.includes(draft.newcomers) ? draft.newcomers : null,
    strong: draft.strong,
    enabled: draft.enabled
  };
}

export function domainsIn(text: string): string[] {
  const found = text.split(/[\s,;]+/u).map((one) => one.replace(/^@/u, '').toLowerCase());
  return [...new Set(found.filter(Boolean))];
}

/** Where somebody of this organisation begins to sign in: all they add is their name. */
export function testAddress(origin: string, provider: Provider): string {
  const query = new URLSearchParams({ email: `@${provider.domains[0] ?? ''}` });
  return `${origin}/sign-in?${query.toString()}`;
}
