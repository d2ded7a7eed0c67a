/** What is kept on the device of the app. A browser that cannot say so just then has nothing: there is the network. */

interface Kept {
  match(request: RequestInfo): Promise<Response | undefined>;
}

interface Caches extends Kept {
  open(name: string): Promise<Kept>;
}

export function keptIn(cache: Kept, request: RequestInfo): Promise<Response | undefined> {
  return cache.match(request).catch(() => undefined);
}

/** The page of this version: asked as a whole, caches give the oldest, which stays for tabs that still run it. */
export async function shellOf(caches: Caches, version: string, path: string): Promise<Response | undefined> {
  const own = await caches.open(version).catch(() => caches);
  return (await keptIn(own, path)) ?? keptIn(caches, path);
}
