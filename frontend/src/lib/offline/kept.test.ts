import { describe, expect, it, vi } from 'vitest';
import { isKept, whenKept } from './kept.ts';

const workers = (active: object | null | undefined, ready: Promise<unknown> = new Promise(() => {})) =>
  ({
    getRegistration: () => Promise.resolve(active === undefined ? undefined : { active }),
    ready
  }) as Parameters<typeof whenKept>[1];

describe('whether the app is on this device', () => {
  it.each([
    ['there is no worker yet', undefined, 'soon'],
    ['it is still being fetched', null, 'soon'],
    ['it is', {}, 'now']
  ])('%s', async (_, active, kept) => {
    expect(await isKept(workers(active))).toBe(kept);
  });

  it('it never is where a browser keeps nothing', async () => {
    const refused = { getRegistration: () => Promise.reject(new DOMException('', 'SecurityError')) };
    expect(await isKept(refused)).toBe('never');
    vi.stubGlobal('navigator', {});
    expect(await isKept()).toBe('never');
    vi.unstubAllGlobals();
  });

  it('is told as soon as it is', async () => {
    let arrive = () => {};
    const told = vi.fn();
    whenKept(told, workers(null, new Promise<void>((done) => (arrive = done))));
    await Promise.resolve();
    expect(told).not.toHaveBeenCalled();

    arrive();
    await Promise.resolve();
    expect(told).toHaveBeenCalledOnce();
  });
});
