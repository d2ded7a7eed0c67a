/** The exact instant of something that says it short: shown when pointed at or pressed, not worked out for every row. */
import type { Attachment } from 'svelte/attachments';
import { exact } from '#lib/i18n/format.ts';

const MOMENTS = ['pointerenter', 'touchstart', 'focus'] as const;

/** `at`: an ISO 8601 instant; `tag`: the language it is said in. */
export function exactly(at: string, tag: string): Attachment<HTMLElement> {
  return (element) => {
    const say = () => (element.title = exact(new Date(at), tag));
    for (const moment of MOMENTS) element.addEventListener(moment, say, { passive: true });
    return () => {
      for (const moment of MOMENTS) element.removeEventListener(moment, say);
    };
  };
}
