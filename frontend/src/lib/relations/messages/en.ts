/** What is said about the tickets that stand under one, in English. The other languages have the same keys and {names}. */
export default {
  'later.text': {
    one: '{key} is sent and solved. {n} open ticket stands under it.',
    other: '{key} is sent and solved. {n} open tickets stand under it.'
  },
  'later.ask': 'Solve them too…',
  'tell.title': {
    one: '{n} open ticket stands under this one',
    other: '{n} open tickets stand under this one'
  },
  'tell.ask': 'They can be solved with it. Each requester gets an answer by mail.',
  'tell.how': 'Each requester gets an answer by mail. The tickets stay open.',
  'tell.text': 'What their requesters read',
  'tell.empty': 'Left empty, it is a short sentence in the language of each: that it is solved.',
  'tell.others': 'They may be of other organisations, so name nobody.',
  'tell.leave': 'Leave them open',
  'tell.cancel': 'Cancel',
  'tell.solve': { one: 'Solve {n} too', other: 'Solve {n} too' },
  'tell.do': { one: 'Tell {n}', other: 'Tell {n}' },
  'tell.needed': 'Write what they should read.',
  'tell.solving': { one: '{n} ticket is being solved too.', other: '{n} tickets are being solved too.' },
  'tell.told': { one: '{n} ticket is being told.', other: '{n} tickets are being told.' },
  'tell.none': 'Nobody waits any more',
  'tell.over': { one: '{n} is solved already.', other: '{n} are solved already.' },
  'tell.close': 'Close',
  'tell.open': 'Tell all of them',
  goesOn: 'This goes on in {key}.'
} as const;
