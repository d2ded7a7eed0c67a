/** Where the keys go on when what had them is gone. */

/** To where they were; if that is gone too, to the page's content: from its very beginning, one would be lost. */
export function giveBack(before: Element | null, page: Document = document): void {
  before = before?.isConnected && before !== page.body ? before : null;
  const to = before ?? page.getElementById('main');
  (to as HTMLElement | SVGElement | null)?.focus({ preventScroll: before === null });
}
