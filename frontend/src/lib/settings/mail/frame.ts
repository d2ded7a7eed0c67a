/**
 * A letter's HTML for a frame that inherits the page's strict content policy: styles are set by script, as the
 * policy wants, links lead nowhere, and pictures from elsewhere are left out.
 */
const SHEET = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
const TAG = /<[a-z][^>]*>/gi;
const STYLE = /([\s"'])style(\s*=)/gi;
const REMOTE = /^\s*(?:https?:)?\/\//i;

export interface Framed {
  html: string;
  /** Whether pictures were left out. */
  pictures: boolean;
}

export function forFrame(source: string): Framed {
  const page = new DOMParser().parseFromString(unstyled(source), 'text/html');
  let pictures = false;
  for (const gone of page.querySelectorAll('script, link, meta, base, iframe, object, embed, form'))
    gone.remove();
  for (const element of page.querySelectorAll<HTMLElement>('*')) {
    for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name);
    if (element instanceof HTMLAnchorElement) move(element, 'href', 'title');
    for (const name of ['src', 'srcset', 'background', 'poster']) {
      if (!REMOTE.test(element.getAttribute(name) ?? '')) continue;
      element.removeAttribute(name);
      pictures = true;
    }
  }
  return { html: `<!doctype html>${page.documentElement.outerHTML}`, pictures };
}

/** Before it is read: the policy complains of styles even while a page is only being parsed. */
function unstyled(source: string): string {
  return source
    .replace(
      SHEET,
      (_, sheet: string) => `<template data-sheet="${sheet.replaceAll('"', '&quot;')}"></template>`
    )
    .replace(TAG, (tag) => tag.replace(STYLE, '$1data-style$2'));
}

/** Once the frame is loaded: its styles, in the one way that the policy lets them in. */
export function dress(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument;
  const Sheet = (frame.contentWindow as (Window & typeof globalThis) | null)?.CSSStyleSheet;
  if (!inside || !Sheet) return;
  const sheets = [...inside.querySelectorAll('template[data-sheet]')].map((kept) => {
    const sheet = new Sheet();
    sheet.replaceSync(kept.getAttribute('data-sheet') ?? '');
    return sheet;
  });
  inside.adoptedStyleSheets = sheets;
  for (const element of inside.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset['style'] ?? '';
  }
}

function move(element: Element, from: string, to: string): void {
  const value = element.getAttribute(from);
  if (value === null) return;
  element.setAttribute(to, value);
  element.removeAttribute(from);
}
