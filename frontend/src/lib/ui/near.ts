/**
 * For parts far down a page: `come` is called once, when the element is about to be scrolled into view, or when the
 * page has long been there: who searches in it or has it read out finds everything.
 */
import type { Attachment } from 'svelte/attachments';

const AHEAD = '400px';
const ANYWAY = 5_000;

export function near(come: () => void): Attachment<HTMLElement> {
  return (element) => {
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) once();
      },
      { rootMargin: AHEAD }
    );
    const timer = setTimeout(once, ANYWAY);
    watch.observe(element);

    function once() {
      stop();
      come();
    }
    function stop() {
      clearTimeout(timer);
      watch.disconnect();
    }
    return stop;
  };
}
