/** Back from the organisation's sign-in: what the address bar says, and what becomes of it. */
import { Problem } from '../api/problem.ts';
import { SignInRefused, signInWithTicket, type Pool } from './cognito.ts';
import type { Away } from './away.ts';
import type { Tokens } from './tokens.ts';
import type { waysOver } from './ways.ts';

export type Trouble = 'cancelled' | 'elsewhere';
type Outcome = { tokens: Tokens } | { trouble: Trouble };

/** Raises SignInRefused when the two do not belong together, Problem otherwise. */
export async function signInWithPassword(
  ways: Pick<ReturnType<typeof waysOver>, 'password'>,
  email: string,
  password: string,
  now: number
): Promise<Tokens> {
  try {
    const given = await ways.password(email, password);
    return {
      id: given.id_token,
      access: given.access_token,
      refresh: given.refresh_token,
      expires: now + given.expires_in * 1000
    };
  } catch (error) {
    if (error instanceof Problem && error.status === 401) throw new SignInRefused('bad-password');
    throw error;
  }
}

/** Raises what the API or the pool refuse. */
export async function cameBack(
  query: URLSearchParams,
  away: Away | null,
  pool: Pool,
  ways: ReturnType<typeof waysOver>,
  page: string
): Promise<Outcome> {
  const code = query.get('code');
  const state = query.get('state');
  if (!away) return { trouble: 'elsewhere' };
  if (!code || !state) return { trouble: 'cancelled' };
  if (away.pool) {
    if (away.pool.state !== state) return { trouble: 'elsewhere' };
    return { tokens: await redeem(pool, away.pool, code, page) };
  }
  const { account, ticket } = await ways.arrive(state, code, away.binding);
  return { tokens: await signInWithTicket(pool, account, ticket) };
}

/** The user pool's own exchange, for providers that it speaks SAML with. */
async function redeem(
  pool: Pool,
  kept: NonNullable<Away['pool']>,
  code: string,
  page: string
): Promise<Tokens> {
  const response = await pool.fetch(`${kept.origin}/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: kept.client,
      code,
      redirect_uri: page,
      code_verifier: kept.verifier
    })
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { id_token: id, access_token: access, refresh_token: refresh, expires_in: seconds } = answer;
  if (!response.ok || typeof id !== 'string' || typeof access !== 'string' || typeof refresh !== 'string')
    throw Problem.of(403, {});
  return { id, access, refresh, expires: pool.now() + Number(seconds) * 1000 };
}
