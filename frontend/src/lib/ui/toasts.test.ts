import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toasts } from './toasts.svelte.ts';

const texts = () => toasts.list.map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  toasts.list = [];
  toasts.watched = () => false;
});
afterEach(() => void vi.useRealTimers());

it('bad news stays until it is closed, whatever is said after it', () => {
  toasts.complain('refused');
  for (const text of ['one', 'two', 'three']) toasts.say(text);
  expect(texts()).toEqual(['refused', 'two', 'three']);

  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['refused']);
  toasts.drop(toasts.list[0]?.id ?? 0);
  expect(texts()).toEqual([]);
});

it('no more than three are shown, the newest', () => {
  for (const text of ['one', 'two', 'three', 'four']) toasts.complain(text);
  expect(texts()).toEqual(['two', 'three', 'four']);
});

it('good news stays while somebody is on it, and longer where it can be taken back', () => {
  toasts.say('sent');
  toasts.say('solved', () => undefined);
  vi.advanceTimersByTime(7000);
  expect(texts()).toEqual(['solved']);

  toasts.watched = () => true;
  vi.advanceTimersByTime(30_000);
  expect(texts()).toEqual(['solved']);
  toasts.watched = () => false;
  vi.advanceTimersByTime(30_000);
  expect(texts()).toEqual([]);
});
