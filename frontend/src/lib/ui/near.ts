/** For parts far down a page: `come` is called once, when the element is about to be scrolled into view. */
import type { Attachment } from 'svelte/attachments';

const AHEAD = '100px';

export function near(come: () => void): Attachment<HTMLElement> {
  return (element) => {
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watch.disconnect();
        come();
      },
      { rootMargin: AHEAD }
    );
    watch.observe(element);
    return () => watch.disconnect();
  };
}
