import { lookAt } from '#lib/portal/look.ts';

/** Asked at once and awaited by nobody: the form is there whether or not it is heard whose door this is. */
export function load({ url }: { url: URL }) {
  return { look: lookAt(url) };
}
