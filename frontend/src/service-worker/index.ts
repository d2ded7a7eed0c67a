/**
 * Keeps the app itself on the device, so that it opens without network. What people read and write is not in
 * here: the app keeps that per person (lib/offline), and requests to the API pass by untouched.
 */
import { assets, immutable } from '$app/manifest';
import { version } from '$app/env';
import { self as worker } from '$app/service-worker';
import { isPage, isPart, startFiles } from './pages.ts';
import { pressed } from './pressing.ts';
import { noticeOf, type Notice, type Opens } from './notices.ts';
import { few } from './few.ts';
import { keptIn, shellOf } from './shell.ts';

const CURRENT = `loket-${version}`;
const SHELL = '/index.html';
const NETWORK_PATIENCE = 3000;
/** The page has loaded when a worker is installed; its screen may still fetch what it shows. */
const SCREEN_FIRST = 2500;
const AT_ONCE = 3;

worker.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldOnes().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(page(request));
  else if (isPart(url.pathname)) event.respondWith(part(request));
});

worker.addEventListener('push', (event) => {
  const notice = noticeOf(event.data?.text() ?? '');
  if (notice) event.waitUntil(tell(notice));
});

worker.addEventListener('notificationclick', (event) => {
  pressed(event, worker.clients);
});

async function install(): Promise<void> {
  await new Promise((later) => setTimeout(later, SCREEN_FIRST));
  const cache = await caches.open(CURRENT);
  const shell = await fetch(SHELL, { cache: 'no-store' });
  if (!shell.ok) throw new Error(`the page answers ${shell.status}`);
  const html = await shell.clone().text();
  const wanted = [...startFiles(html), ...immutable.map((file) => at(file.path))];
  const icons = assets.map((file) => at(file.path)).filter((path) => path.endsWith('.svg'));
  await cache.put(SHELL, shell);
  await few([...new Set([...wanted, ...icons])], AT_ONCE, (path) => addTo(cache, path));
}

/** Files are named by their content: what an older version has need not be fetched again. */
async function addTo(cache: Cache, path: string): Promise<void> {
  const known = path.startsWith('/_app/immutable/') ? await caches.match(path) : undefined;
  if (known) await cache.put(path, known);
  else await cache.add(new Request(path, { priority: 'low' }));
}

/** The version before this one stays for tabs that still run it. */
async function forgetOldOnes(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith('loket-'));
  const old = ours.filter((name) => name !== CURRENT).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** From the network while it answers soon: whoever has one sees the newest version. */
async function page(request: Request): Promise<Response> {
  const kept = shellOf(caches, CURRENT, SHELL);
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), NETWORK_PATIENCE));
  const fresh = fetch(request).catch(() => undefined);
  const first = await Promise.race([fresh, late]);
  if (first?.ok) return first;
  return (await kept) ?? (await fresh) ?? Response.error();
}

async function part(request: Request): Promise<Response> {
  return (await keptIn(caches, request)) ?? fetch(request);
}

/** The same one twice is shown once. */
async function tell({ title, options }: Notice): Promise<void> {
  const shown = await worker.registration.getNotifications({ tag: options.tag });
  const { id } = options.data;
  if (id && shown.some((one) => (one.data as Opens | null)?.id === id)) return;
  await worker.registration.showNotification(title, options);
}

function at(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
