/** Where the keys go on when what had them is gone. */

/**
 * To where they were; if that is gone too, to the page's content: from its very beginning, one would be lost. What is
 * in sight stays where it is: a button at the foot of a phone would pull the page along.
 */
export function giveBack(before: Element | null, page: Document = document): void {
  before = before?.isConnected && before !== page.body ? before : null;
  const to = before ?? page.getElementById('main');
  const preventScroll = before === null || inSight(before, page);
  (to as HTMLElement | SVGElement | null)?.focus({ preventScroll });
}

function inSight(element: Element, page: Document): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= page.documentElement.clientHeight;
}
