/** What is said in the portal beyond its first page, in English. The other languages have the same keys. */
const en = {
  start: 'Start',
  search: 'Search the tickets',
  'search.hint': 'Words or a number',
  show: 'Which tickets',
  'show.all': 'All',
  'show.open': 'Open',
  'show.done': 'Solved',
  found: { one: '{n} ticket', other: '{n} tickets' },
  none: 'Nothing found',
  'none.text': 'Try other words, or look at all tickets.',
  'none.all': 'Show all tickets',
  empty: 'When you ask for something, you can follow it here.',
  whole: 'Show all of it',
  ask: 'Tell us what’s wrong'
} as const;

export default en;
