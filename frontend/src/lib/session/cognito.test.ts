import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem.ts';
import {
  askForCode,
  refresh,
  signInWithCode,
  signInWithTicket,
  SignInRefused,
  type Pool
} from './cognito.ts';
import { signInWithPassword } from './coming.ts';
import { isStale, keepTokens, readTokens } from './tokens.ts';

const NOW = 1_800_000_000_000;
const granted = { IdToken: 'id', AccessToken: 'access', RefreshToken: 'refresh', ExpiresIn: 3600 };

interface Asked {
  target: string | null;
  body: Record<string, unknown>;
}

/** A pool that gives this answer, and remembers what it was asked. */
function pool(status: number, answer: unknown): Pool & { asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    url: 'https://pool.example/',
    client: 'client',
    now: () => NOW,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push({ target: request.headers.get('x-amz-target'), body: await request.json() });
      return Response.json(answer, { status });
    }
  };
}

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason
  );
  return error instanceof SignInRefused ? error.reason : error;
};

describe('signing in with a password', () => {
  const given = { id_token: 'id', access_token: 'access', refresh_token: 'refresh', expires_in: 3600 };
  const ways = (answer: () => Promise<typeof given>) => ({ password: answer });

  it('gives tokens with the instant they end', async () => {
    const tokens = await signInWithPassword(
      ways(() => Promise.resolve(given)),
      'ana@noord.example',
      'x',
      NOW
    );
    expect(tokens).toEqual({ id: 'id', access: 'access', refresh: 'refresh', expires: NOW + 3_600_000 });
  });

  it('a wrong pair is refused as one', async () => {
    const wrong = ways(() => Promise.reject(Problem.of(401, {})));
    expect(await refusal(signInWithPassword(wrong, 'a@b.nl', 'x', NOW))).toBe('bad-password');
  });

  it('is too many, not wrong, when the API says so', async () => {
    const often = ways(() => Promise.reject(Problem.of(429, {})));
    expect(await refusal(signInWithPassword(often, 'a@b.nl', 'x', NOW))).toMatchObject({ status: 429 });
  });
});

describe('signing in with a ticket', () => {
  it('answers the challenge of the account it is for', async () => {
    const there = pool(200, { AuthenticationResult: granted, Session: 's1' });
    await signInWithTicket(there, '0a@sso.invalid', 'ticket');
    expect(there.asked.map((one) => one.target?.split('.').at(-1))).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge'
    ]);
    expect(there.asked.at(-1)?.body).toMatchObject({
      Session: 's1',
      ChallengeResponses: { USERNAME: '0a@sso.invalid', ANSWER: 'ticket' }
    });
  });
});

describe('signing in with a code', () => {
  it('answers the challenge it started, without the spaces people copy along', async () => {
    const asked = await askForCode(
      pool(200, { ChallengeName: 'CUSTOM_CHALLENGE', Session: 's1' }),
      'pim@acme.example'
    );
    expect(asked).toEqual({ email: 'pim@acme.example', session: 's1' });
    const there = pool(200, { AuthenticationResult: granted });
    await signInWithCode(there, asked, ' 123 456 ');
    expect(there.asked[0]?.body).toMatchObject({
      Session: 's1',
      ChallengeResponses: { USERNAME: 'pim@acme.example', ANSWER: '123456' }
    });
  });

  it('hands over the session of the next try after a wrong code', async () => {
    const there = pool(200, { ChallengeName: 'CUSTOM_CHALLENGE', Session: 's2' });
    await expect(signInWithCode(there, { email: 'p@a.nl', session: 's1' }, '1')).rejects.toMatchObject({
      reason: 'bad-code',
      session: 's2'
    });
  });

  it('is spent when the pool gives up on it', async () => {
    const there = pool(400, { __type: 'NotAuthorizedException' });
    expect(await refusal(signInWithCode(there, { email: 'p@a.nl', session: 's1' }, '1'))).toBe('code-spent');
  });
});

describe('refreshing', () => {
  const old = { id: 'old', access: 'old', refresh: 'keep', expires: NOW };

  it('keeps the refresh token, which the pool does not repeat', async () => {
    const result = { IdToken: 'new', AccessToken: 'new', ExpiresIn: 60 };
    const there = pool(200, { AuthenticationResult: result });
    expect(await refresh(there, old)).toMatchObject({ id: 'new', refresh: 'keep' });
  });

  it('ends the session when the pool refuses', async () => {
    expect(await refusal(refresh(pool(400, { __type: 'NotAuthorizedException' }), old))).toBe('ended');
  });

  it('does not end the session when the pool is merely broken', async () => {
    const error = await refusal(refresh(pool(500, { __type: 'InternalErrorException' }), old));
    expect(error).toMatchObject({ status: 503 });
  });
});

describe('kept tokens', () => {
  const storage = (text: string | null): Storage => {
    let kept = text;
    return {
      getItem: () => kept,
      setItem: (_: string, value: string) => (kept = value),
      removeItem: () => (kept = null)
    } as unknown as Storage;
  };
  const tokens = { id: 'i', access: 'a', refresh: 'r', expires: NOW };

  it('come back as they went', () => {
    const there = storage(null);
    keepTokens(there, tokens);
    expect(readTokens(there)).toEqual(tokens);
    keepTokens(there, null);
    expect(readTokens(there)).toBeNull();
  });

  it.each(['', '{', '[]', '"x"', '{"id":1}'])('%j is as good as signed out', (text) => {
    expect(readTokens(storage(text))).toBeNull();
  });

  it('are stale a minute before they end', () => {
    expect([isStale(tokens, NOW - 61_000), isStale(tokens, NOW - 59_000)]).toEqual([false, true]);
  });
});
