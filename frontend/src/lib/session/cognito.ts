/** The user pool's JSON API, as far as signing in needs it. Pure apart from the `fetch` it is given. */
import { Problem } from '../api/problem.ts';
import { clientOf, type Tokens } from './tokens.ts';

export interface Pool {
  url: string;
  client: string;
  fetch: typeof fetch;
  now: () => number;
}

/** A code was sent; `session` belongs to this try. */
export interface CodeAsked {
  email: string;
  session: string;
}

/** The pool said no. `reason`: which no it was. */
export class SignInRefused extends Error {
  constructor(
    readonly reason: 'bad-password' | 'bad-code' | 'code-spent' | 'ended' | 'unknown-step',
    readonly step = '',
    /** The next try at a code needs this one. */
    readonly session = ''
  ) {
    super(reason);
  }
}

interface Answer {
  AuthenticationResult?: { IdToken: string; AccessToken: string; RefreshToken?: string; ExpiresIn: number };
  ChallengeName?: string;
  Session?: string;
  __type?: string;
  message?: string;
}

/** Has the pool send a code. It answers the same for addresses that nobody has. */
export async function askForCode(pool: Pool, email: string): Promise<CodeAsked> {
  const answer = await ask(pool, 'InitiateAuth', {
    AuthFlow: 'CUSTOM_AUTH',
    ClientId: pool.client,
    AuthParameters: { USERNAME: email }
  });
  return { email, session: answer.Session ?? '' };
}

export async function signInWithCode(pool: Pool, asked: CodeAsked, code: string): Promise<Tokens> {
  const answer = await ask(pool, 'RespondToAuthChallenge', {
    ChallengeName: 'CUSTOM_CHALLENGE',
    ClientId: pool.client,
    Session: asked.session,
    ChallengeResponses: { USERNAME: asked.email, ANSWER: code.replace(/\s/g, '') }
  });
  if (refused(answer)) throw new SignInRefused('code-spent');
  if (answer.ChallengeName === 'CUSTOM_CHALLENGE') throw new SignInRefused('bad-code', '', answer.Session);
  return granted(pool, answer, '');
}

/** For an account that coming back from an identity provider gave a ticket for. */
export async function signInWithTicket(pool: Pool, account: string, ticket: string): Promise<Tokens> {
  const { session } = await askForCode(pool, account);
  return signInWithCode(pool, { email: account, session }, ticket);
}

export async function refresh(pool: Pool, tokens: Tokens): Promise<Tokens> {
  const answer = await ask(pool, 'InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: clientOf(tokens) ?? pool.client,
    AuthParameters: { REFRESH_TOKEN: tokens.refresh }
  });
  if (refused(answer)) throw new SignInRefused('ended');
  return granted(pool, answer, tokens.refresh);
}

/** Makes the refresh token useless everywhere. Best effort: we forget it in any case. */
export async function revoke(pool: Pool, tokens: Tokens): Promise<void> {
  await ask(pool, 'RevokeToken', {
    ClientId: clientOf(tokens) ?? pool.client,
    Token: tokens.refresh
  });
}

const REFUSALS = new Set([
  'NotAuthorizedException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'InvalidParameterException',
  'ResourceNotFoundException'
]);

function refused(answer: Answer): boolean {
  const type = answer.__type?.split('#').at(-1) ?? '';
  if (type && !REFUSALS.has(type))
    throw Problem.of(type.startsWith('TooMany') || type.startsWith('Limit') ? 429 : 503, {});
  return type !== '';
}

function granted(pool: Pool, answer: Answer, refreshToken: string): Tokens {
  const result = answer.AuthenticationResult;
  if (!result) throw new SignInRefused('unknown-step', answer.ChallengeName ?? '');
  return {
    id: result.IdToken,
    access: result.AccessToken,
    refresh: result.RefreshToken ?? refreshToken,
    expires: pool.now() + result.ExpiresIn * 1000
  };
}

async function ask(pool: Pool, action: string, body: object): Promise<Answer> {
  let response: Response;
  try {
    response = await pool.fetch(pool.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`
      },
      body: JSON.stringify(body)
    });
  } catch {
    throw Problem.offline();
  }
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (!response.ok && !answer.__type) throw Problem.of(response.status, answer);
  return answer;
}
