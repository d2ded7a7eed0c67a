import { expect, it, vi } from 'vitest';
import { giveBack } from './focus.ts';

const HIGH = 844;
const element = (isConnected = true, top = 0) =>
  ({
    isConnected,
    focus: vi.fn(),
    getBoundingClientRect: () => ({ top, bottom: top + 44 })
  }) as unknown as HTMLElement;
const page = (body: HTMLElement, main: HTMLElement) =>
  ({ body, getElementById: () => main, documentElement: { clientHeight: HIGH } }) as unknown as Document;

it.each<[string, (body: HTMLElement) => HTMLElement | null, boolean]>([
  ['a button that is still there', () => element(), true],
  ['a button that is gone', () => element(false), false],
  ['nothing', (body) => body, false],
  ['nothing that is known', () => null, false]
])('goes back to %s, or to the page', (_, had, back) => {
  const [body, main] = [element(), element()];
  const before = had(body);
  giveBack(before, page(body, main));

  expect(main.focus).toHaveBeenCalledTimes(back ? 0 : 1);
  if (before) expect(before.focus).toHaveBeenCalledTimes(back ? 1 : 0);
});

it.each([
  ['in sight', HIGH - 44, true],
  ['above', -1, false],
  ['below', HIGH, false]
])('moves the page only for what is not in sight: %s', (_, top, still) => {
  const before = element(true, top);
  giveBack(before, page(element(), element()));

  expect(before.focus).toHaveBeenCalledWith({ preventScroll: still });
});
