import { describe, expect, it } from 'vitest';
import { challengeOf, comeBack, domainOf, leave, random } from './away.ts';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  } as Storage;
}

describe('away at the organisation', () => {
  it('remembers until one is back, once', () => {
    const kept = storage();
    leave(kept, { binding: 'b', to: '/desk', pool: null });

    expect(comeBack(kept)).toEqual({ binding: 'b', to: '/desk', pool: null });
    expect(comeBack(kept)).toBeNull();
  });

  it('takes nothing that is not its own', () => {
    const kept = storage();
    for (const odd of ['', '7', '{', '{"binding":7}', 'null']) {
      kept.setItem('loket.away', odd);
      expect(comeBack(kept)).toBeNull();
    }
  });

  it('makes a new secret each time, of what the API takes', () => {
    expect(random()).toMatch(/^[\w-]{43}$/);
    expect(random()).not.toBe(random());
  });

  it('makes the challenge of RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    );
  });

  it('asks by the mail domain', () => {
    expect(domainOf(' Sam@Acme.Example ')).toBe('acme.example');
  });
});
