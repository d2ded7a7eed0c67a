/** About the network and what waits for it, in English. The other languages have the same keys and {names}. */
const en = {
  'banner.offline': 'No network.',
  'banner.since': 'No network. This is how it was at {when}.',
  'banner.waiting': { one: '{n} thing waits to be sent', other: '{n} things wait to be sent' },
  'banner.trouble': { one: '{n} thing needs you', other: '{n} things need you' },
  'banner.full': 'No room left on this device.',
  'banner.room': 'Make room',
  'banner.fleeting': 'Keep this page open: without network it does not open again yet.',

  'waiting.title': 'Waiting to be sent',
  'waiting.text': 'Kept on this device, and sent in this order as soon as there is a network.',
  'waiting.none': 'Everything is sent.',
  'waiting.label': 'Waiting to be sent',
  'waiting.held': 'Not sent',
  'kind.message': 'Answer on {key}',
  'kind.note': 'Note on {key}: only the desk will read this',
  'kind.state': '{key}: state “{value}”',
  'kind.priority': '{key}: priority “{value}”',
  'kind.assignee': '{key}: assigned to somebody else',
  'kind.taken': '{key}: you take it',
  'kind.nobody': '{key}: assigned to nobody',
  'kind.link': '{key}: linked to {other}',
  'kind.open': 'New ticket: {subject}',
  'trouble.conflict': '{key} was changed before this could be sent.',
  'trouble.lost': 'This device threw {name} away for lack of room. Try again to send the rest without it.',
  'waiting.files': 'Files: {names}',
  'waiting.size': '{size} on this device',
  'trouble.refused': 'This was not accepted: {reason}',
  'do.look': 'See what changed',
  'do.edit': 'Change the text',
  'do.answers': 'Change the answers',
  'do.save': 'Save and send',
  'do.cancel': 'Leave as it is',
  'do.retry': 'Try again',
  'do.discard': 'Throw away',
  'discard.title': 'Throw this away?',
  'discard.text': 'It was not sent, and it cannot be brought back.',
  'edit.label': 'Your text',

  'full.title': 'Make room on this device',
  'full.text':
    'No network, and no room left on this device to keep this until there is one. Throw away something that waits, or delete something else on the device. Then send again.',
  'full.how':
    'What you write now cannot be kept until there is a network. What waits here is safe. Throw away what is not needed, or delete pictures or apps from the device. Then send again.',
  'full.none': 'Nothing waits here that could make room.',
  'kept.now': 'Loket now opens on this device without network too.',
  'kept.soon': 'Loket is not on this device yet. Without network it does not open.',
  'kept.never': 'Loket cannot be kept in this browser. Without network it does not open.',

  'leave.title': { one: '{n} thing is not sent yet', other: '{n} things are not sent yet' },
  'leave.text': 'Signing out removes it from this device for good.',
  'leave.stay': 'Stay signed in',
  'leave.go': 'Sign out and throw away'
} as const;

export default en;
