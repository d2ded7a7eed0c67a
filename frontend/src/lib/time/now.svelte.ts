/** The time of day for the page: one clock for all, once every half minute, standing still when nobody looks. */
import { createSubscriber } from 'svelte/reactivity';

const STEP = 30_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, STEP);
  document.addEventListener('visibilitychange', update);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', update);
  };
});

/** Now; whatever reads it is redrawn as time passes. */
export function now(): Date {
  subscribe();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- a fresh one each time, never changed
  return new Date();
}
