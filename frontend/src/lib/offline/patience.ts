/** How long the network is waited for before it counts as none. */
import { Problem } from '#lib/api/problem.ts';

/** ms, where a copy can be shown instead. */
export const READ_PATIENCE = 12_000;
/** ms, as long as the gateway waits. */
export const WRITE_PATIENCE = 25_000;

export function isOffline(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'offline';
}

/** A network that swallows requests is none. */
export function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const silence = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(Problem.offline()), patience);
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}
