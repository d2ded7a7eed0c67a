import { describe, expect, it } from 'vitest';
import { noticeOf } from './notices.ts';
import { isPage, isPart, startFiles } from './pages.ts';
import { keptIn, shellOf } from './shell.ts';

describe('the service worker', () => {
  it.each([
    ['/', true],
    ['/desk/tickets/ACME-1', true],
    ['/desk/new', true],
    ['/api/v1/me', false],
    ['/_cognito/', false],
    ['/dev/mail', false],
    ['/icon.svg', false],
    ['/_app/version.json', false]
  ])('%s is a page of the app: %s', (path, page) => {
    expect(isPage(path)).toBe(page);
  });

  it('finds what the page starts with', () => {
    const html = `<link href="/_app/immutable/a.css" rel="stylesheet"><script src="/_app/immutable/start.1.js"></script>
      <link href="https://elsewhere.example/x.css"><a href="/desk">desk</a>`;
    expect(startFiles(html)).toEqual(['/_app/immutable/a.css', '/_app/immutable/start.1.js']);
  });

  it.each([
    [{ 'loket-1': 'old', 'loket-2': 'new' }, 'new'],
    [{ 'loket-1': 'old', 'loket-2': undefined }, 'old']
  ])('opens the page of its own version when %j are kept: %s', async (kept, expected) => {
    const cache = (text?: string) => ({ match: async () => (text ? new Response(text) : undefined) });
    const all = Object.entries(kept).map(([name, text]) => [name, cache(text)] as const);
    const caches = {
      open: async (name: string) => all.find(([one]) => one === name)?.[1] ?? cache(),
      match: async () => all[0]?.[1].match()
    };

    expect(await (await shellOf(caches, 'loket-2', '/index.html'))?.text()).toBe(expected);
  });

  it('goes to the network when the browser cannot say what is kept', async () => {
    const broken = () => Promise.reject(new DOMException('', 'InvalidStateError'));
    const caches = { open: broken, match: broken };

    expect(await keptIn(caches, '/_app/a.js')).toBeUndefined();
    expect(await shellOf(caches, 'loket-2', '/index.html')).toBeUndefined();
  });

  it('shows the number and the subject, and opens that ticket', () => {
    expect(noticeOf('{"id":"e1","key":"ACME-7","title":"ACME-7: yours","body":"Printer"}')).toMatchObject({
      title: 'ACME-7: yours',
      options: { body: 'Printer', tag: 'ACME-7', data: { path: '/tickets/ACME-7', id: 'e1' } }
    });
  });

  it.each([
    '',
    'null',
    '{}',
    '{"title":"x","key":"../../elsewhere"}',
    '{"title":"x","key":"//evil.example"}'
  ])('shows nothing for %s', (text) => {
    expect(noticeOf(text)).toBeNull();
  });
});

describe('what is kept beside the page', () => {
  it.each([
    ['/_app/immutable/start.js', true],
    ['/icon.svg', true],
    ['/icon-192.png', false],
    ['/api/v1/desks/noord/logo.svg', false],
    ['/manifest.webmanifest', false]
  ])('%s: %s', (path, kept) => {
    expect(isPart(path)).toBe(kept);
  });
});
