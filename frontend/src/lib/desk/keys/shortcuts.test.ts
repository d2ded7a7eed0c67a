import { describe, expect, it, vi } from 'vitest';
import { Keys, SHORTCUTS } from './shortcuts.svelte.ts';

describe('keys', () => {
  it('are each there once', () => {
    const pressed = SHORTCUTS.map(({ keys }) => keys.join(' '));
    expect(new Set(pressed).size).toBe(pressed.length);
    expect(new Set(SHORTCUTS.map(({ id }) => id)).size).toBe(SHORTCUTS.length);
  });

  it('do what was bound last, and what was bound before once that is gone', () => {
    const keys = new Keys();
    const outer = vi.fn();
    const inner = vi.fn();
    keys.bind({ answer: outer });
    const release = keys.bind({ answer: inner });
    keys.press('r', 0);
    release();
    keys.press('r', 0);
    expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1]);
  });

  it('are left to others by who gives way, whenever those came', () => {
    const keys = new Keys();
    const list = vi.fn();
    const ticket = vi.fn();
    const release = keys.bind({ answer: ticket });
    keys.bind({ answer: list }, true);
    keys.press('r', 0);
    expect([list.mock.calls.length, ticket.mock.calls.length]).toEqual([0, 1]);
    release();
    keys.press('r', 0);
    expect([list.mock.calls.length, ticket.mock.calls.length]).toEqual([1, 1]);
  });

  it('mean nothing when nothing is bound', () => {
    expect(new Keys().press('r', 0)).toBe(false);
  });

  it('come in twos, within a moment', () => {
    const keys = new Keys();
    const home = vi.fn();
    keys.bind({ home });
    keys.press('g', 0);
    keys.press('h', 500);
    keys.press('g', 1000);
    keys.press('h', 5000);
    keys.press('h', 5001);
    expect(home).toHaveBeenCalledTimes(1);
  });

  it('after the first of two mean the second only', () => {
    const keys = new Keys();
    const fresh = vi.fn();
    const mine = vi.fn();
    keys.bind({ new: fresh, mine });
    keys.press('g', 0);
    keys.press('c', 10);
    keys.press('c', 20);
    expect([fresh.mock.calls.length, mine.mock.calls.length]).toEqual([1, 0]);
  });
});
