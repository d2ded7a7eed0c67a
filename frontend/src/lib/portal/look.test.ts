import { describe, expect, it } from 'vitest';
import { elsewhere, languageAt, lookAt, type Look } from './look.ts';

const ACME: Look = {
  at: 'noord/acme',
  name: 'Acme',
  colour: '#8a2be2',
  logo: null,
  language: 'nl',
  languages: ['en', 'nb'],
  knowledge: 'noord',
  portal: 'https://help.example'
};

function answering(body: string, status = 200) {
  const asked: string[] = [];
  const get = ((address: string) => {
    asked.push(address);
    return Promise.resolve(new Response(body, { status }));
  }) as typeof fetch;
  return { asked, get };
}

describe('the look of a door', () => {
  it('is asked for by the name of the page, and by the link that led here', async () => {
    const { asked, get } = answering(JSON.stringify({ organisation: ACME }));
    const page = new URL('https://support.acme.example:8443/sign-in?at=noord%2Facme&to=%2Fportal');
    expect(await lookAt(page, get)).toEqual(ACME);
    expect(await lookAt(new URL('https://support.acme.example/'), get)).toEqual(ACME);
    expect(asked).toEqual([
      '/api/v1/look?host=support.acme.example&at=noord%2Facme',
      '/api/v1/look?host=support.acme.example'
    ]);
  });

  it.each([
    ['{"organisation": null}', 200],
    ['{"code": "too-many"}', 429],
    ['{"code": "unavailable"}', 503],
    ['<html>', 200],
    ['', 200]
  ])('is nobody’s when the answer is %j (%i)', async (body, status) => {
    expect(await lookAt(new URL('https://help.example/'), answering(body, status).get)).toBeNull();
  });

  it('is nobody’s without a network', async () => {
    const get = (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch;
    expect(await lookAt(new URL('https://help.example/'), get)).toBeNull();
  });
});

describe('the language of a door', () => {
  it.each([
    [['en-GB', 'nl'], 'en'],
    [['zh-CN', 'nb-NO', 'en'], 'nb'],
    [['zh-CN', 'ru'], 'nl'],
    [['nn-NO', 'en'], 'nb'],
    [['no'], 'nb'],
    [['fr', 'de'], 'nl'],
    [[], 'nl']
  ])('is, for a browser that asks for %j, %s', (asked, spoken) => {
    expect(languageAt(ACME, asked)).toBe(spoken);
  });
});

it('of a door that also serves people in what this app does not speak is one that it does', () => {
  expect(languageAt({ language: 'en', languages: ['de', 'nl-NL'] }, ['de-DE', 'nl'])).toBe('nl');
});

describe('single sign-on', () => {
  it('goes by everybody’s address, with what was typed and wanted', () => {
    const page = new URL('https://support.acme.example/sign-in?to=%2Fportal%2Ftickets%2FACME-1');
    expect(elsewhere(ACME, page, 'kim+x@acme.example')).toBe(
      'https://help.example/sign-in?at=noord%2Facme&email=kim%2Bx%40acme.example&to=%2Fportal%2Ftickets%2FACME-1'
    );
  });

  it('stays where it is when this is that address, or everybody’s door', () => {
    expect(
      elsewhere(ACME, new URL('https://help.example/sign-in?at=noord%2Facme'), 'a@b.example')
    ).toBeNull();
    expect(elsewhere(null, new URL('https://anywhere.example/sign-in'), 'a@b.example')).toBeNull();
  });
});
