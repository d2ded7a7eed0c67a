import { expect, it, vi } from 'vitest';
import { giveBack } from './focus.ts';

const element = (isConnected = true) => ({ isConnected, focus: vi.fn() }) as unknown as HTMLElement;

it.each<[string, (body: HTMLElement) => HTMLElement | null, boolean]>([
  ['a button that is still there', () => element(), true],
  ['a button that is gone', () => element(false), false],
  ['nothing', (body) => body, false],
  ['nothing that is known', () => null, false]
])('goes back to %s, or to the page', (_, had, back) => {
  const [body, main] = [element(), element()];
  const before = had(body);
  giveBack(before, { body, getElementById: () => main } as unknown as Document);

  expect(main.focus).toHaveBeenCalledTimes(back ? 0 : 1);
  if (before) expect(before.focus).toHaveBeenCalledTimes(back ? 1 : 0);
});
