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
import { cameBack, signInWithPassword } from './coming.ts';
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

describe('people who came by SAML', () => {
  const idFor = (aud: string) => `h.${btoa(JSON.stringify({ sub: 's', aud }))}.s`;
  const away = {
    binding: 'b',
    to: null,
    pool: { state: 's1', verifier: 'v', origin: 'https://pages.example', client: 'saml-client' }
  };
  const noWays = {} as Parameters<typeof cameBack>[3];

  it('get tokens for the client that their provider speaks for', async () => {
    const asked: Request[] = [];
    const pages: Pool = {
      ...pool(200, {}),
      fetch: async (input, init) => {
        asked.push(new Request(input, init));
        return Response.json({ id_token: 'i', access_token: 'a', refresh_token: 'r', expires_in: 60 });
      }
    };
    const back = new URLSearchParams({ code: 'c', state: 's1' });
    const outcome = await cameBack(back, away, pages, noWays, 'https://help.example/sign-in/back');

    expect(outcome).toEqual({ tokens: { id: 'i', access: 'a', refresh: 'r', expires: NOW + 60_000 } });
    expect(asked[0]?.url).toBe('https://pages.example/oauth2/token');
    const sent = new URLSearchParams(await asked[0]?.text());
    expect([sent.get('client_id'), sent.get('code_verifier')]).toEqual(['saml-client', 'v']);
  });

  it('come back only with the state they left with', async () => {
    const back = new URLSearchParams({ code: 'c', state: 's2' });
    const outcome = await cameBack(back, away, pool(200, {}), noWays, 'https://help.example/');
    expect(outcome).toEqual({ trouble: 'elsewhere' });
  });

  it('stay with that client when tokens are renewed', async () => {
    const there = pool(200, { AuthenticationResult: granted });
    const tokens = { id: idFor('saml-client'), access: 'a', refresh: 'r', expires: NOW };
    await refresh(there, tokens);
    expect(there.asked[0]?.body['ClientId']).toBe('saml-client');
    await refresh(there, { ...tokens, id: 'unreadable' });
    expect(there.asked[1]?.body['ClientId']).toBe('client');
  });
});
