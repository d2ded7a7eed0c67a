/**
 * A mail's cleaned HTML as a page for its frame. What keeps it from acting is the frame's sandbox and content
 * policy (static/framed); here pictures find their places and links open beside the app. Pure, on text: a page
 * that is only parsed already counts as inline styles to our own policy.
 */
const TAG = /<([a-z][a-z0-9]*)((?:\s[^\s=>"']+="[^"]*")+)\s*>/g;
const ATTRIBUTE = /\s([^\s=>"']+)="([^"]*)"/g;
const COLOURS = /\s(?:bgcolor|color)="|\sstyle="[^"]*(?:background|color)/i;
const CID = /<img[^>]*?\ssrc="cid:([^"]+)"/gi;
/** Heights in parts of the window: the frame is as high as the letter, which must not be as high as the frame. */
const OF_THE_WINDOW = /(\d)[sld]?v(?:h|b|max|min)(?=[\s;"!])/gi;
/** Browsers greet the house of a page within the page before they ask the policy, which forbids it. */
const PAGES_WITHIN = /<(?=\/?(?:iframe|frame|frameset|object|embed|portal|fencedframe)[\s/>])/gi;

const MARGIN = 12;
const BAR = 16;
const LOOKS = [
  `body{display:flow-root;margin:${MARGIN}px;font:16px/1.45 system-ui,sans-serif;overflow-wrap:break-word}`,
  // Made for a screen of 600 pixels; what cannot be narrower is scrolled sideways.
  'table,div,p{max-width:100%!important}',
  'img{max-width:100%;height:auto}',
  'img:not([src]){display:inline-block;min-width:2em;min-height:1.4em;border:1px dashed GrayText}',
  'pre{white-space:pre-wrap}',
  '[hidden]{display:none!important}'
].join('');

/** Whether pictures of it wait in other houses. */
export function hasRemote(html: string): boolean {
  return Array.from(html.matchAll(TAG)).some((tag) => (tag[2] ?? '').includes(' data-remote-src="'));
}

/** The names that it calls its own pictures by. */
export function cids(html: string): string[] {
  return [...new Set(Array.from(html.matchAll(CID), (match) => bare(match[1] ?? '')))];
}

/** `id`, as `Content-ID` and as a link to it write it. */
export function bare(id: string): string {
  const plain = id.replaceAll('&amp;', '&').replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** `own`: addresses of its own pictures by their names; `remote`: whether those from elsewhere are wanted. */
export function letterPage(html: string, own: ReadonlyMap<string, string>, remote: boolean): string {
  const body = html
    .replace(PAGES_WITHIN, '&lt;')
    .replace(TAG, (tag, name: string, attributes: string) =>
      name === 'img'
        ? `<img${attributes.replace(ATTRIBUTE, (one, key, value) => picture(one, key, value))}>`
        : tag.replace(OF_THE_WINDOW, '$1px')
    );
  // Whoever chose colours chose them for white paper; what has none follows the reader's.
  const scheme = COLOURS.test(html) ? 'light' : 'light dark';
  return (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">' +
    `<base target="_blank"><style>html{color-scheme:${scheme};background:Canvas;color:CanvasText}${LOOKS}</style>` +
    `</head><body dir="auto">${body}</body></html>`
  );

  function picture(one: string, key: string, value: string): string {
    if (key === 'src' && !/^data:image\//i.test(value)) {
      const found = /^cid:/i.test(value) ? own.get(bare(value.slice(4))) : undefined;
      return found ? ` src="${found}"` : '';
    }
    if (key !== 'data-remote-src') return one;
    return remote ? ` src="${value.trim().replace(/^(?:http:)?\/\//i, 'https://')}"` : '';
  }
}

/** What a letter's page takes, in pixels. */
export function heightOf(page: Document): number {
  const { body, documentElement: root } = page;
  const bar = root.scrollWidth > root.clientWidth ? BAR : 0; // to scroll sideways
  return Math.ceil(body.scrollHeight + 2 * MARGIN + bar);
}
