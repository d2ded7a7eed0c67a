import { describe, expect, it } from 'vitest';
import { bare, cids, hasRemote, heightOf, letterPage } from './page.ts';

const NONE = new Map<string, string>();
const REMOTE = '<p>Hi<img alt="logo" data-remote-src="http://far.example/a.png"></p>';

describe('pictures from elsewhere', () => {
  it('are noticed, and named nowhere until they are wanted', () => {
    expect(hasRemote(REMOTE)).toBe(true);
    expect(letterPage(REMOTE, NONE, false)).not.toContain('far.example');
  });

  it('come over TLS once they are wanted', () => {
    expect(letterPage(REMOTE, NONE, true)).toContain('src="https://far.example/a.png"');
    expect(letterPage('<img data-remote-src="//far.example/b">', NONE, true)).toContain(
      'src="https://far.example/b"'
    );
  });

  it('are not made of words', () => {
    const words = '<p>data-remote-src="https://far.example/x"</p>';
    expect(hasRemote(words)).toBe(false);
    expect(letterPage(words, NONE, true)).toContain(words);
  });
});

describe('pictures of its own', () => {
  const html = '<img src="cid:photo%401@acme.example" alt="crack"><img src="cid:gone">';

  it('are called by their names', () => {
    expect(cids(html)).toEqual(['photo@1@acme.example', 'gone']);
    expect(bare('<photo@1@acme.example>')).toBe('photo@1@acme.example');
    expect(bare('50%')).toBe('50%');
  });

  it('stand where they are named; one that is not there leaves its words', () => {
    const page = letterPage(html, new Map([['photo@1@acme.example', 'data:image/png;base64,AA==']]), false);
    expect(page).toContain('<img src="data:image/png;base64,AA==" alt="crack">');
    expect(page).not.toContain('cid:');
    expect(letterPage('<img src="/here.png" alt="a">', NONE, true)).toContain('<img alt="a">');
  });
});

describe('the page', () => {
  it('is white paper for whoever chose colours, and the reader’s own otherwise', () => {
    expect(letterPage('<p style="color:#333">a</p>', NONE, false)).toContain('color-scheme:light;');
    expect(letterPage('<p title="color">a</p>', NONE, false)).toContain('color-scheme:light dark;');
  });

  it('opens links beside the app', () => {
    expect(letterPage('<a href="https://a.example/">a</a>', NONE, false)).toContain('<base target="_blank">');
  });

  it('is as high as its content, not as its window', () => {
    expect(letterPage('<p style="height: 100vh">a 100vh b</p>', NONE, true)).toContain(
      '<p style="height: 100px">a 100vh b</p>'
    );
  });

  it('has no pages within', () => {
    const page = letterPage(
      'a<IFrame src="https://far.example/"></iframe><object/><p title="<embed >">b</p>',
      NONE,
      true
    );
    expect(page).not.toMatch(/<\/?(?:iframe|object|embed)/i);
    expect(page).toContain('&lt;IFrame src');
  });

  it('takes the height of its words, and room for a bar when it is too wide', () => {
    const page = (width: number) =>
      ({
        body: { scrollHeight: 400.5 },
        documentElement: { scrollWidth: width, clientWidth: 380 }
      }) as unknown as Document;
    expect([heightOf(page(380)), heightOf(page(600))]).toEqual([425, 441]);
  });
});
