/** Which state a ticket is given back when what was done to it is taken back. Pure. */
import type { State } from '#lib/api/types.ts';

/** What anybody worked on never becomes new again: it is open. */
export function stateBack(before: State): State {
  return before === 'new' ? 'open' : before;
}
