import { describe, expect, it } from 'vitest';
import type { Provider } from './api.ts';
import { deployChoice, domainsIn, draftOf, inputOf, rolesFor, testAddress } from './draft.ts';

const acme: Provider = {
  id: 'acme',
  tenant: 'acme',
  protocol: 'oidc',
  name: 'Acme',
  issuer: 'https://login.acme.example',
  client_id: 'loket',
  idp: '',
  domains: ['acme.example', 'acme.test'],
  newcomers: 'requester',
  strong: true,
  enabled: false,
  redirect_uri: 'https://help.example/sign-in/back'
};

describe('an organisation’s sign-in in a form', () => {
  it('comes out as it went in, and its secret is only sent when somebody typed one', () => {
    const { id, redirect_uri, ...rest } = acme;
    expect([id, redirect_uri]).toHaveLength(2);
    expect(inputOf(draftOf(acme))).toEqual(rest);
    expect(inputOf({ ...draftOf(acme), secret: 'a new one' }).client_secret).toBe('a new one');
  });

  it('never makes newcomers what they cannot be there', () => {
    expect(inputOf({ ...draftOf(acme), tenant: '' }).newcomers).toBeNull();
    expect(inputOf({ ...draftOf(acme), tenant: '', newcomers: 'lead' }).newcomers).toBe('lead');
    expect(rolesFor('acme')).toEqual(['requester', 'manager']);
  });

  it('takes domains as people type them', () => {
    expect(domainsIn(' @Acme.example, acme.test\n\nacme.example;x.example')).toEqual([
      'acme.example',
      'acme.test',
      'x.example'
    ]);
    expect(domainsIn('  ')).toEqual([]);
  });

  it('is added to a deployment under a name that is free, by an address that can be one', () => {
    expect(deployChoice([], ' https://idp.acme.example/metadata?a=1 ')).toBe(
      'p1=https://idp.acme.example/metadata?a=1'
    );
    expect(deployChoice(['p1', 'p2'], 'https://idp.acme.example/m')).toBe('p3=https://idp.acme.example/m');
    for (const bad of ['', 'idp.acme.example', 'http://idp.acme.example/m', 'https://', 'https://a b'])
      expect(deployChoice([], bad)).toBe('');
  });

  it('begins where its people begin', () => {
    expect(testAddress('https://help.example', acme)).toBe(
      'https://help.example/sign-in?email=%40acme.example'
    );
  });
});
