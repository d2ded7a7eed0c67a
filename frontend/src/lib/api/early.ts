/**
 * Answers that the page's first script asked for (src/start/early.ts), before the app itself had arrived.
 * Each is given away once; whoever comes late asks anew.
 */
const KEPT_FOR = 10_000;

interface Asked {
  authorization: string;
  response: Promise<Response>;
}

declare global {
  var loketAsked: Map<string, Asked> | undefined;
}

/** Asks now, for whoever wants exactly this soon; what comes back is only to be looked at through a copy. */
export function askEarly(address: string, authorization: string): Promise<Response> {
  const asked = (globalThis.loketAsked ??= new Map<string, Asked>());
  const response = fetch(address, { headers: { authorization } });
  response.catch(() => undefined); // whoever takes it is told
  asked.set(new URL(address, location.href).href, { authorization, response });
  setTimeout(() => asked.clear(), KEPT_FOR);
  return response;
}

/** What was asked for in the same words, by the same person. */
export function askedEarly(request: Request): Promise<Response> | undefined {
  const asked = globalThis.loketAsked;
  const found = asked?.get(request.url);
  if (!found || request.method !== 'GET') return undefined;
  asked?.delete(request.url);
  return found.authorization === request.headers.get('authorization') ? found.response : undefined;
}
