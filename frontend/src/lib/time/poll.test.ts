import { beforeEach, describe, expect, it, vi } from 'vitest';
import { poll, type Watch } from './poll.ts';

type Listener = () => void;

/** A page whose time and looks the test decides. */
function page() {
  const listeners = new Map<string, Set<Listener>>();
  const timers = new Map<number, Listener>();
  let last = 0;
  const on = (name: string, listener: unknown) =>
    (listeners.get(name) ?? listeners.set(name, new Set()).get(name))?.add(listener as Listener);
  const off = (name: string, listener: unknown) => listeners.get(name)?.delete(listener as Listener);
  const document = { visibilityState: 'visible', addEventListener: on, removeEventListener: off };
  const window = {
    addEventListener: on,
    removeEventListener: off,
    setTimeout: (work: Listener) => (timers.set(++last, work), last),
    clearTimeout: (id: number) => timers.delete(id)
  };
  return {
    watch: { document, window } as unknown as Watch,
    look: (state: string) => {
      document.visibilityState = state;
      listeners.get('visibilitychange')?.forEach((tell) => tell());
    },
    waiting: () => timers.size,
    pass: async () => {
      const due = [...timers.values()];
      timers.clear();
      due.forEach((work) => work());
      await settle();
    }
  };
}

const settle = () => new Promise((done) => setImmediate(done));

describe('poll', () => {
  let there: ReturnType<typeof page>;
  beforeEach(() => {
    there = page();
  });

  it('asks each turn while somebody looks', async () => {
    const ask = vi.fn(() => Promise.resolve());
    poll(ask, 1000, there.watch);
    await there.pass();
    await there.pass();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('rests while nobody looks, and asks at once when somebody does again', async () => {
    const ask = vi.fn(() => Promise.resolve());
    poll(ask, 1000, there.watch);
    there.look('hidden');
    await there.pass();
    expect(ask).not.toHaveBeenCalled();
    there.look('visible');
    await settle();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(there.waiting()).toBe(1);
  });

  it('goes on after a failure', async () => {
    const ask = vi.fn(() => Promise.reject(new Error('no network')));
    poll(ask, 1000, there.watch);
    await there.pass();
    await there.pass();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('never has two questions under way', async () => {
    let answer: () => void = () => undefined;
    const ask = vi.fn(() => new Promise<void>((done) => (answer = done)));
    poll(ask, 1000, there.watch);
    await there.pass();
    there.look('visible');
    expect(ask).toHaveBeenCalledTimes(1);
    answer();
    await settle();
    expect(there.waiting()).toBe(1);
  });

  it('stops for good', async () => {
    const ask = vi.fn(() => Promise.resolve());
    const stop = poll(ask, 1000, there.watch);
    stop();
    there.look('visible');
    await there.pass();
    expect(ask).not.toHaveBeenCalled();
  });
});
