/** Finding one's way in a tree of categories: what is at the top, and what is under a place. Pure. */
import type { Category } from './api.ts';

/** The roots, and the places under the root that `chosen` belongs to. */
export function branches(categories: readonly Category[], chosen: string) {
  const root = rootOf(categories, chosen);
  return {
    tops: categories.filter(({ parent }) => parent === null),
    root,
    under: root ? categories.filter(({ parent }) => parent === root) : []
  };
}

function rootOf(categories: readonly Category[], id: string): string {
  let one = categories.find((category) => category.id === id);
  for (let steps = 0; one?.parent && steps < categories.length; steps += 1) {
    const { parent } = one;
    one = categories.find((category) => category.id === parent);
  }
  return one?.id ?? '';
}
