/** The page that is kept on the device. Pure. */

interface Kept {
  match(path: string): Promise<Response | undefined>;
}

interface Caches extends Kept {
  open(name: string): Promise<Kept>;
}

/** That of this version: asked as a whole, caches give the oldest, which stays for tabs that still run it. */
export async function shellOf(caches: Caches, version: string, path: string): Promise<Response | undefined> {
  const own = await caches.open(version);
  return (await own.match(path)) ?? caches.match(path);
}
