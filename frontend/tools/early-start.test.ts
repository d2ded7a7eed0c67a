import { describe, expect, it } from 'vitest';
import { arrivalOf, commonFiles, loadedBy, nodesOf, withFirstScript, type Manifest } from './early-start.ts';

const MANIFEST: Manifest = {
  'gen/nodes/0.js': { file: 'n0.js', imports: ['_all.js'] },
  'gen/nodes/2.js': { file: 'n2.js', imports: ['_all.js'] },
  'gen/nodes/5.js': { file: 'n5.js', imports: ['_page.js'] },
  '_all.js': { file: 'all.js', css: ['all.css'] },
  '_page.js': { file: 'page.js', imports: ['_all.js'] },
  ...Object.fromEntries(
    ['en', 'nl', 'nb', 'ru', 'zh'].map((one) => [`src/lib/i18n/messages/${one}.ts`, { file: `${one}.js` }])
  )
};
const PAGE = `<head>
    <link rel="icon" href="/icon.svg" />
    <link href="/n0.js" rel="modulepreload">
    <link href="/all.css" rel="stylesheet">
</head>`;

describe('the page’s first script', () => {
  it('learns which nodes make up a route', () => {
    const nodes = nodesOf('  "/": [12],\n  "/(in)/desk": [14,[2,3]],\n');

    expect([...nodes]).toEqual([
      ['/', [0, 12]],
      ['/(in)/desk', [0, 2, 3, 14]]
    ]);
  });

  it('finds what a screen loads besides the common files, and its words', () => {
    const screen = {
      name: 'portal',
      route: '/(in)/portal',
      at: '^/portal$',
      asks: ['/api/v1/me'],
      words: ['i18n']
    };
    const common = commonFiles(PAGE, MANIFEST);

    const arrival = arrivalOf(screen, MANIFEST, new Map([['/(in)/portal', [0, 2, 5]]]), common);

    expect([...common].sort()).toEqual(['all.css', 'all.js', 'n0.js']);
    expect(arrival.files.sort()).toEqual(['/n2.js', '/n5.js', '/page.js']);
    expect(arrival.words.nl).toEqual(['/nl.js']);
    expect(arrival.asks).toEqual(['/api/v1/me']);
  });

  it('says so when a screen has a style sheet of its own, which the page would not wait for', () => {
    const own = { ...MANIFEST, '_page.js': { file: 'page.js', css: ['page.css'] } };
    const screen = { name: 'portal', route: '/p', at: '^/p$', asks: [], words: [] };
    expect(() => arrivalOf(screen, own, new Map([['/p', [5]]]), new Set())).toThrow('page.css');
  });

  it('says so when a screen has gone', () => {
    const gone = { name: 'gone', route: '/gone', at: '^/gone$', asks: [], words: [] };
    expect(() => arrivalOf(gone, MANIFEST, new Map(), new Set())).toThrow('/gone');
    expect(() => loadedBy(MANIFEST, ['_gone.js'])).toThrow('_gone.js');
  });

  it('stands before all else', () => {
    const html = withFirstScript(PAGE, 'early.1.js');

    expect(html.replace(/^.*early\.1\.js.*\n/m, '')).toBe(PAGE);
    expect(html.indexOf('src="/early.1.js"')).toBeLessThan(html.indexOf('rel="icon"'));
  });
});
