/** What the service worker has to know about addresses and the page. Pure. */

const FILE = /\.[^/]+$/;

/** A page of the app, and no file and nothing of the API, the sign-in or the local mailbox. */
export function isPage(path: string): boolean {
  return !FILE.test(path) && !/^\/(api|_cognito|dev|_app)(\/|$)/.test(path);
}

/** What is kept beside the page: scripts, styles, and the app's own drawn icon. */
export function isPart(path: string): boolean {
  return path.startsWith('/_app/') || /^\/[^/]+\.svg$/.test(path);
}

/** The scripts and styles of our own that the page itself names. */
export function startFiles(html: string): string[] {
  return Array.from(html.matchAll(/(?:src|href)="(\/_app\/[^"]+)"/g), (match) => match[1] ?? '');
}
