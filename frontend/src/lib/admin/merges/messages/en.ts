/** What making two people of one says. */
const en = {
  find: 'Find the other one',
  undoable: 'For 30 days they can be made two again.',
  was: '{gone} was made a part of them.',
  until: 'Can be undone until {when}.',
  late: 'It is too late to undo this.',
  halfway: {
    one: 'Being undone: {n} ticket went back so far.',
    other: 'Being undone: {n} tickets went back so far.'
  },
  undone: 'Undone by {who}.',
  undo: 'Make two of them again',
  goOn: 'Go on',
  title: 'Make {gone} and {kept} two people again?',
  text: '{gone} gets back the addresses, numbers, groups and tickets that came with them, as they were.',
  later: 'What was opened or added since stays with {kept}.',
  returned: { one: '{n} ticket went back', other: '{n} tickets went back' },
  done: '{gone} and {kept} are two people again'
} as const;

export default en;
