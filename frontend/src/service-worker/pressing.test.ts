import { describe, expect, it, vi } from 'vitest';
import { noticeOf } from './notices.ts';
import { pressed } from './pressing.ts';

const notice = noticeOf('{"id":"e1","key":"ACME-7","title":"ACME-7: yours","body":"Printer"}');

/** A notice as it was shown, pressed; ends when the browser would let the worker sleep. */
async function press(windows: ReturnType<typeof windowOf>[], data: unknown = notice?.options.data) {
  const close = vi.fn();
  const waits: Promise<unknown>[] = [];
  const openWindow = vi.fn((path: string) => Promise.resolve(path));
  const matchAll = vi.fn(() => Promise.resolve(windows));
  const event = { notification: { data, close }, waitUntil: (work: Promise<unknown>) => waits.push(work) };
  pressed(event, { matchAll, openWindow });
  await Promise.all(waits);
  return { close, openWindow, matchAll };
}

function windowOf(state: { focused?: boolean; visibilityState?: string } = {}) {
  return {
    focused: false,
    visibilityState: 'hidden',
    ...state,
    focus: vi.fn(() => Promise.resolve()),
    postMessage: vi.fn()
  };
}

describe('a pressed notice', () => {
  it('opens its ticket in a new window when the app is not open', async () => {
    const { close, openWindow, matchAll } = await press([]);

    expect(openWindow).toHaveBeenCalledExactlyOnceWith('/tickets/ACME-7');
    expect(close).toHaveBeenCalledOnce();
    expect(matchAll).toHaveBeenCalledWith({ type: 'window', includeUncontrolled: true });
  });

  it('opens it where the app is open, in the window that is looked at', async () => {
    const hidden = windowOf();
    const shown = windowOf({ visibilityState: 'visible' });
    const { openWindow } = await press([hidden, shown]);

    expect(shown.postMessage).toHaveBeenCalledExactlyOnceWith({ go: '/tickets/ACME-7' });
    expect(shown.focus).toHaveBeenCalledOnce();
    expect([hidden.postMessage, openWindow].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  it('goes there also when the browser will not bring the window forward', async () => {
    const one = windowOf();
    one.focus.mockRejectedValue(new DOMException('no', 'InvalidAccessError'));
    await press([one]);

    expect(one.postMessage).toHaveBeenCalledOnce();
  });

  it.each([null, {}, { path: '' }])('of something else (%j) is closed, and that is all', async (data) => {
    const { close, openWindow, matchAll } = await press([], data);

    expect([close.mock.calls.length, openWindow.mock.calls, matchAll.mock.calls]).toEqual([1, [], []]);
  });
});
