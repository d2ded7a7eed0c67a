import { describe, expect, it } from 'vitest';
import { accentFrom, contrast, parse } from './accent.ts';
import { pieces } from './links.ts';

const rgb = (colour: string) => parse(colour) ?? [0, 0, 0];

describe('a tenant’s colour', () => {
  const colours = ['#1f5f8b', '#ff0', '#ffffff', '#000000', '#00ff00', '#7f7f7f', '#c8102e', '#0A7D4F'];

  it.each(colours)('%s can be read on and read as text, in light and in dark', (colour) => {
    for (const dark of [false, true]) {
      const tint = accentFrom(colour, dark);
      if (!tint) throw new Error('no tint');
      expect(contrast(rgb(tint.accent), rgb(tint.onAccent))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(rgb(tint.accentText), rgb(tint.accentSoft))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('stays as it is where it can be read already', () => {
    expect(accentFrom('#1f5f8b', false)).toMatchObject({ accent: '#1f5f8b', accentText: '#1f5f8b' });
  });

  it.each(['', 'red', '#12', 'url(x)', '#12345', null, undefined])('%j is none: ours stays', (colour) => {
    expect(accentFrom(colour, false)).toBeNull();
  });
});

describe('web addresses in text', () => {
  const links = (text: string) => pieces(text).flatMap((piece) => piece.href ?? []);

  it('are found without the punctuation around them', () => {
    expect(links('See https://a.example/x?y=1, or (http://b.example). 看https://c.example/路径。')).toEqual([
      'https://a.example/x?y=1',
      'http://b.example',
      'https://c.example/路径'
    ]);
  });

  it('are never scripts', () => {
    expect(links('javascript:alert(1) data:text/html,x https:// ftp://a.example')).toEqual([]);
  });

  it('lose no text', () => {
    const text = 'a https://a.example/b). c <https://d.example>\nhttps://';
    expect(
      pieces(text)
        .map((piece) => piece.text)
        .join('')
    ).toBe(text);
  });
});
