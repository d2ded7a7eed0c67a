/** What there is to choose from, read once for each organisation while a page is open. */
import type { TenantView } from '#lib/api/types.ts';
import { NOTHING, type Offered } from './api.ts';

type Ref = TenantView['ref'];
type Listed = (tenant: Ref) => Promise<Offered>;

export class Offering {
  #known = $state.raw<Readonly<Record<string, Offered>>>({});
  readonly #listed: Listed;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on it
  readonly #asked = new Set<string>();

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** Of this organisation, as far as it is known by now. */
  of(tenant: Ref | null): Offered {
    return (tenant && this.#known[nameOf(tenant)]) || NOTHING;
  }

  /** Without it people still write what they want: a failure is no news, and the next time asks again. */
  async load(tenant: Ref): Promise<void> {
    const name = nameOf(tenant);
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    try {
      const offered = { ...NOTHING, ...(await this.#listed(tenant)) };
      this.#known = { ...this.#known, [name]: offered };
    } catch {
      this.#asked.delete(name);
    }
  }
}

const nameOf = ({ desk, tenant }: Ref) => `${desk}/${tenant}`;
