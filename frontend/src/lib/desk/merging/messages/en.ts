/** About making one ticket of two, in English. The other languages have the same keys and {names}. */
export default {
  'merge.open': 'Merge into another ticket …',
  'merge.title': 'Into which ticket does {key} go?',
  'merge.text':
    '{key} is closed, and what people write to it arrives in the other one. It must be of the same organisation.',
  'merge.into': 'Number of the ticket that goes on',
  'merge.informed': 'Keep {name} informed there',
  'merge.do': 'Merge',
  'merge.needed': 'Choose a ticket, or type its number.',
  'merge.itself': 'A ticket cannot go into itself.',
  'merge.done': '{key} now belongs to {into}'
} as const;
