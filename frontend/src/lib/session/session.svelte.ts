/** Who is signed in. The one place that holds tokens; everything else asks `api`. */
import { apiOver, resend, type Door } from '#lib/api/client.ts';
import { askedEarly } from '#lib/api/early.ts';
import { Problem } from '#lib/api/problem.ts';
import type { Me, Role } from '#lib/api/types.ts';
import { usualLanguage, useLanguage } from '#lib/i18n/index.svelte.ts';
import { onThisDevice } from '#lib/offline/offline.svelte.ts';
import { tellOtherTabs } from '#lib/offline/tabs.ts';
import { inTab, onDevice } from '#lib/storage.ts';
import { challengeOf, comeBack, leave, random } from './away.ts';
import * as cognito from './cognito.ts';
import { cameBack, signInWithPassword, type Trouble } from './coming.ts';
import { asCredential, dropLink, takeLink } from './link.ts';
import { waysOver, type SsoWay } from './ways.ts';
import { isStale, keepTokens, personOf, readTokens, type Tokens } from './tokens.ts';

const DESK_ROLES = new Set<Role>(['agent', 'lead', 'admin']);

class Session {
  me = $state.raw<Me | null>(null);
  /** True when a session ended by itself, so that the sign-in page can say so. */
  ended = $state(false);

  #tokens: Tokens | null = null;
  /** What a mail's link let in with; whoever signs in needs it no more. */
  #link: string | null = null;
  #pool: Promise<cognito.Pool> | null = null;
  #refreshing: Promise<string | null> | null = null;

  get worksForDesk(): boolean {
    return this.me?.memberships.some((m) => DESK_ROLES.has(m.role)) ?? false;
  }

  get asksForHelp(): boolean {
    return this.me?.memberships.some((m) => !DESK_ROLES.has(m.role)) ?? false;
  }

  /** A mail's link let them in: one ticket is all they see. */
  get byLink(): boolean {
    return this.me !== null && this.#link !== null;
  }

  /** Where this person starts. */
  get home(): '/desk' | '/portal' | '/desks' {
    if (this.me?.operator && this.me.memberships.length === 0) return '/desks';
    return this.worksForDesk ? '/desk' : '/portal';
  }

  /** Pick up where this device left off. Raises Problem when the API cannot be reached. */
  async resume(): Promise<Me | null> {
    if (this.me) return this.me;
    this.#tokens = readTokens(onDevice);
    const link = takeLink(location, history, inTab);
    this.#link = this.#tokens ? null : link;
    if (!this.#tokens && !this.#link) return null;
    try {
      return await this.#enter();
    } catch (error) {
      if (error instanceof Problem && error.signedOut) {
        this.#forget(true);
        return null;
      }
      throw error;
    }
  }

  async withPassword(email: string, password: string): Promise<Me> {
    return this.#begin(await signInWithPassword(ways, email, password, Date.now()));
  }

  /** Has a code mailed, if the address is known; nobody learns here whether it is. */
  async askForCode(email: string): Promise<cognito.CodeAsked> {
    await api.askForAccount(email);
    return cognito.askForCode(await this.#getPool(), email);
  }

  async withCode(asked: cognito.CodeAsked, code: string): Promise<Me> {
    return this.#begin(await cognito.signInWithCode(await this.#getPool(), asked, code));
  }

  /** Off to somebody's own organisation; the page is left. */
  async leaveBy(way: SsoWay, email: string, to: string | null): Promise<void> {
    const binding = random();
    if (way.url) {
      const [state, verifier] = [random(), random()];
      const page = new URL(way.url);
      page.searchParams.set('state', state);
      page.searchParams.set('code_challenge', await challengeOf(verifier));
      page.searchParams.set('code_challenge_method', 'S256');
      const client = page.searchParams.get('client_id') ?? '';
      leave(inTab, { binding, to, pool: { state, verifier, origin: page.origin, client } });
      location.assign(page);
      return;
    }
    const { url } = await ways.depart(way, binding, email);
    leave(inTab, { binding, to, pool: null });
    location.assign(url);
  }

  /** Back again. Gives where they wanted to go, or what went wrong. Raises Problem, SignInRefused. */
  async comeBackBy(query: URLSearchParams): Promise<{ to: string | null } | { trouble: Trouble }> {
    const away = comeBack(inTab);
    const page = location.origin + location.pathname;
    const outcome = await cameBack(query, away, await this.#getPool(), ways, page);
    if ('trouble' in outcome) return outcome;
    await this.#begin(outcome.tokens);
    return { to: away?.to ?? null };
  }

  async signOut(): Promise<void> {
    const tokens = this.#tokens;
    await offline.end(this.keepsFor, true);
    this.#forget(false);
    if (tokens)
      await this.#getPool()
        .then((pool) => cognito.revoke(pool, tokens))
        .catch(() => undefined);
  }

  /** For whom this device keeps what was read and written; null: for nobody. */
  get keepsFor(): string | null {
    return this.#tokens && personOf(this.#tokens);
  }

  /** The session can do more than a moment ago: a fresh token says so. */
  async renew(): Promise<void> {
    const tokens = this.#tokens;
    if (tokens) await this.token(tokens.id);
    await this.#enter();
  }

  /** A token that is good now. One refresh at a time, however many ask. */
  async token(spent?: string): Promise<string | null> {
    const tokens = this.#tokens;
    if (!tokens) return this.#link && spent === undefined ? asCredential(this.#link) : null;
    if (tokens.id !== spent && !isStale(tokens, Date.now())) return tokens.id;
    this.#refreshing ??= this.#refresh(tokens).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #refresh(tokens: Tokens): Promise<string | null> {
    try {
      this.#keep(await cognito.refresh(await this.#getPool(), tokens));
      return this.#tokens?.id ?? null;
    } catch (error) {
      if (!(error instanceof cognito.SignInRefused)) throw error;
      void offline.end(this.keepsFor, false);
      this.#forget(true);
      return null;
    }
  }

  async #begin(tokens: Tokens): Promise<Me> {
    this.#keep(tokens);
    this.ended = false;
    return this.#enter();
  }

  async #enter(): Promise<Me> {
    const me = await api.me();
    // Without its words, what is spoken already goes on.
    await useLanguage(usualLanguage(me.tenants[0]?.language)).catch(() => undefined);
    this.me = me;
    void offline.begin(
      (waiting) => resend(door, waiting),
      async (waiting, file) => (await import('#lib/files/api.ts')).carry(waiting, file)
    );
    return me;
  }

  #keep(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#dropLink();
    keepTokens(onDevice, tokens);
  }

  #forget(ended: boolean): void {
    this.#tokens = null;
    this.#dropLink();
    this.me = null;
    this.ended = ended;
    keepTokens(onDevice, null);
  }

  #dropLink(): void {
    this.#link = null;
    dropLink(inTab);
  }

  #getPool(): Promise<cognito.Pool> {
    this.#pool ??= api
      .signInOptions()
      .then(({ url, client_id }) => ({
        url,
        client: client_id,
        fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
        now: () => Date.now()
      }))
      .catch((error: unknown) => {
        this.#pool = null; // ask again next time
        throw error;
      });
    return this.#pool;
  }
}

export const session = new Session();

/** What this device keeps, and what waits here to be sent. */
export const offline = onThisDevice(() => session.keepsFor, tellOtherTabs);

/** What every request goes through. */
export const door: Door = {
  fetch: (request) => askedEarly(request) ?? fetch(request),
  token: (spent) => session.token(spent),
  around: (request, send, ahead) => offline.around(request, send, ahead)
};

export const api = apiOver(door);

export const ways = waysOver(door);
