/** What handing an agent's work over says. */
const en = {
  remove: 'Remove {name}',
  'remove.text': '{name} can no longer sign in to this desk. What they wrote stays.',
  suspend: 'Suspend {name}',
  'suspend.text': '{name} cannot sign in to this desk until you let them in again. What they wrote stays.',
  stay: 'Hand over the work of {name}',
  'stay.do': 'Hand it over',
  lastAdmin: '{name} is the only admin of this desk. Make somebody else an admin first.',
  inHand: '{name} has in hand:',
  nothing: '{name} has nothing in hand.',
  whoGets: 'Who gets it?',
  toTeams: 'Their teams: it is unassigned, for anybody to take',
  toOne: 'One person',
  to: 'To',
  choose: 'Choose …',
  soon: 'Some of it goes at once, the rest within minutes. Customers are not told.',
  'n.tickets': { one: '{n} open ticket', other: '{n} open tickets' },
  'n.ticketsMore': { one: 'more than {n} open ticket', other: 'more than {n} open tickets' },
  'n.spaces': {
    one: '{n} space of knowledge they look after',
    other: '{n} spaces of knowledge they look after'
  },
  'n.reviews': {
    one: '{n} article waiting for their review',
    other: '{n} articles waiting for their review'
  },
  working: 'The work of {name} is being handed over',
  done: 'The work of {name} is handed over',
  'none.yet': 'Nothing has gone yet.',
  'none.were': 'There was nothing to hand over.',
  'went.one': 'It goes to {name}.',
  'went.teams': 'It goes back to their teams.',
  failed: {
    one: '{n} ticket could not be moved yet; it is tried again.',
    other: '{n} tickets could not be moved yet; they are tried again.'
  },
  by: 'Asked for by {who},',
  'stay.open': 'Hand work over …',
  'suspend.open': 'Suspend …'
} as const;

export default en;
