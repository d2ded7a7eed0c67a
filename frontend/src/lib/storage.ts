/**
 * What this browser keeps for the page. Where it keeps nothing, as with all cookies blocked, or has no room, the page
 * itself remembers it as long as it is open.
 */
export type Keeps = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `store`: where that is; asking for it may be refused as well. */
export function keeping(store: () => Keeps): Keeps {
  const here = new Map<string, string>();
  const attempt = <T>(work: (there: Keeps) => T): T | undefined => {
    try {
      return work(store());
    } catch {
      return undefined;
    }
  };
  return {
    getItem: (name) => here.get(name) ?? attempt((there) => there.getItem(name)) ?? null,
    setItem(name, value) {
      here.set(name, value);
      attempt((there) => {
        there.setItem(name, value);
        here.delete(name);
      });
    },
    removeItem(name) {
      here.delete(name);
      attempt((there) => there.removeItem(name));
    }
  };
}

export const onDevice = keeping(() => localStorage);
export const inTab = keeping(() => sessionStorage);
