/** An organisation as its form holds it, and as people read that. Pure. */
import type { TenantSettings } from './api.ts';
import { NAMES } from './languages.ts';

export interface OrganisationForm {
  name: string;
  prefix: string;
  address: string;
  /** Further addresses, one a line. */
  more: string;
  language: string;
  policy: string;
  approve: boolean;
  suspended: boolean;
  branding: { colour: string; title: string; footer: string };
  /** Names of their portal, one a line. */
  hosts: string;
  open: boolean;
}

export function formOf(stored: TenantSettings): OrganisationForm {
  const [first, ...more] = stored.addresses.map((one) => one.address);
  const { name, prefix, language, policy, suspended } = stored;
  const { colour, title, footer } = stored.branding;
  return {
    ...{ name, prefix, language, policy, suspended },
    address: first ?? '',
    more: more.join('\n'),
    approve: stored.approve_unknown,
    branding: { colour, title, footer },
    hosts: stored.hosts.join('\n'),
    open: stored.open_look
  };
}

const mark = (on: boolean): string => (on ? '✓' : '');

/** Field by field; `policies`: what agreements are called. */
export function readable(
  form: OrganisationForm,
  policies: readonly { id: string; name: string }[]
): Record<string, string> {
  return {
    name: form.name,
    prefix: form.prefix,
    address: form.address,
    more: form.more.split('\n').filter(Boolean).join(', '),
    language: NAMES[form.language] ?? form.language,
    policy: policies.find((one) => one.id === form.policy)?.name ?? form.policy,
    approve: mark(form.approve),
    suspended: mark(form.suspended),
    hosts: form.hosts.split('\n').filter(Boolean).join(', '),
    open: mark(form.open),
    ...form.branding
  };
}
