/** One thing that is done to one ticket of the list: what it looks like at once, how it is done, and undone. */
import type { Api } from '#lib/api/client.ts';
import type { PersonView, State, TicketSummary, TicketView } from '#lib/api/types.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import { stateBack } from '../stateBack.ts';

export type Verbs = Pick<Api, 'assign' | 'setState'>;
/** null: whatever version there is. */
type Version = number | null;
export type Back = (version: Version) => Promise<TicketView>;

export interface Doing {
  /** What the list shows of it at once. */
  ahead: Partial<TicketSummary>;
  work: (version: Version) => Promise<TicketView>;
  /** The other way round. null: there is none. */
  back: Back | null;
  said: string;
}

export function moving(verbs: Verbs, ticket: TicketSummary, state: State): Doing {
  const { key } = ticket;
  const before = stateBack(ticket.state);
  return {
    ahead: { state },
    work: (version) => verbs.setState(key, state, version),
    back: before === state ? null : (version) => verbs.setState(key, before, version),
    said:
      state === 'solved'
        ? t('action.done.solved', { key })
        : t('action.done.state', { key, state: t(`state.${state}`) })
  };
}

export function assigning(verbs: Verbs, { key, assignee }: TicketSummary, to: PersonView | null): Doing {
  return {
    ahead: { assignee: to },
    work: (version) => verbs.assign(key, to, version),
    back: (version) => verbs.assign(key, assignee, version),
    said: to ? t('action.done.assigned', { key, name: to.name }) : t('action.done.unassigned', { key })
  };
}
