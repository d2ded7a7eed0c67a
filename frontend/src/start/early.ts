/**
 * The page's first script: small, and running while the app is still on its way. The files of the screen that
 * was asked for come beside the common ones, and the API is asked what that screen will ask. The app works
 * without all this; it only waits longer. Bundled by tools/early-start.ts.
 */
import { askEarly } from '#lib/api/early.ts';
import { pickLanguage, TAGS, wishes } from '#lib/i18n/languages.ts';
import { isStale, readTokens } from '#lib/session/tokens.ts';
import { onDevice } from '#lib/storage.ts';
import { ME, type Arrival } from './arrivals.ts';

/** What the build found out about the screens. */
declare const ARRIVALS: readonly Arrival[];

function fetchFile(file: string): void {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = file;
  document.head.append(link);
}

interface Here {
  desks?: { id: string }[];
  tenants?: { language?: string }[];
}

/** What depends on who they are, as soon as that is known. */
async function askFurther(
  me: Promise<Response>,
  then: readonly string[],
  authorization: string
): Promise<void> {
  const { desks = [], tenants = [] } = (await (await me).clone().json()) as Here;
  const language = pickLanguage([...wishes(), tenants[0]?.language]);
  for (const { id } of desks)
    for (const ask of then)
      void askEarly(
        ask.replace('{desk}', encodeURIComponent(id)).replace('{language}', language),
        authorization
      );
}

function ask(arrival: Arrival, caught: string, authorization: string): void {
  for (const one of arrival.asks) {
    const answer = askEarly(one.replace('$1', caught), authorization);
    if (one === ME && arrival.then.length > 0)
      askFurther(answer, arrival.then, authorization).catch(() => undefined); // the app asks for itself
  }
}

function start(): void {
  const address = location.pathname + location.search;
  const arrival = ARRIVALS.find((one) => new RegExp(one.at).test(address));
  if (!arrival) return;
  const tokens = readTokens(onDevice);
  if (tokens && !location.hash && !isStale(tokens, Date.now()))
    ask(arrival, new RegExp(arrival.at).exec(address)?.[1] ?? '', `Bearer ${tokens.id}`);
  arrival.words[pickLanguage(wishes())]?.forEach(fetchFile);
  arrival.files.forEach(fetchFile);
}

/** The browser reads how a language writes dates at the first one: best while the answers are still on their way. */
function readDates(): void {
  new Intl.DateTimeFormat(TAGS[pickLanguage(wishes())], { hour: '2-digit', minute: '2-digit' }).format();
}

start();
setTimeout(readDates);
