/** `@@` names a colleague in a note; they are told of it. */
import AtSign from '@lucide/svelte/icons/at-sign';
import type { AgentView } from '#lib/api/types.ts';
import { api } from '#lib/session/session.svelte.ts';
import { d } from '../words.svelte.ts';
import type { Source } from './source.ts';
import { fits } from './triggers.ts';

const MOST = 30;
const known = new Map<string, Promise<AgentView[]>>();

export const mentions: Source = {
  signs: '@@',
  icon: AtSign,
  title: () => d('source.mentions'),
  nothing: () => d('source.mentions.nothing'),
  applies: (place) => place.note,
  async find(typed, place) {
    const all = await agentsOf(place.ticket.desk);
    return all
      .filter((agent) => agent.name !== place.agent && fits(typed, agent.name, agent.email ?? ''))
      .slice(0, MOST)
      .map((agent) => ({
        id: agent.id ?? agent.name,
        title: agent.name,
        insert: () => ({
          text: `@${agent.name} `,
          ...(agent.id ? { mention: { id: agent.id, name: agent.name } } : {})
        })
      }));
  }
};

function agentsOf(desk: string): Promise<AgentView[]> {
  const kept = known.get(desk);
  if (kept) return kept;
  const read = api.agents(desk).then((answer) => answer.agents.filter((agent) => !agent.suspended));
  read.catch(() => known.delete(desk));
  known.set(desk, read);
  return read;
}
