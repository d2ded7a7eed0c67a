/** About notices on devices, in English. The other languages have the same keys and {names}. */
const en = {
  title: 'Notices on this device',
  text: 'Short notices, also when Loket is not open: the number and the subject, nothing more.',
  on: 'Turn on here',
  off: 'Turn off here',
  isOn: 'On for this device.',
  denied: 'This browser does not allow notices from Loket. Allow them in its settings, then try again.',
  unable: 'This browser cannot show notices. On an iPhone, add Loket to the home screen first.',
  kinds: 'Tell me',
  assigned: 'when a ticket is given to me',
  answered: 'when somebody writes on a ticket of mine',
  due: 'when a promise on a ticket of mine is about to break',
  mine: 'when the desk answers a request of mine',
  mentioned: 'when a colleague asks me to look',
  quiet: 'Quiet hours',
  'quiet.use': 'Stay quiet at night',
  'quiet.text': 'Then only what is urgent, and promises about to break, are shown.',
  'quiet.from': 'From',
  'quiet.to': 'To',
  others: 'Also told',
  since: 'since {when}',
  stop: 'Turn off on {name}',
  unknown: 'Another device',
  failed: 'This could not be saved: {reason}',
  blocked: 'Nobody could be reached who delivers notices to this browser.'
} as const;

export default en;
