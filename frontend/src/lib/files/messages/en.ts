/** About files, in English. The other languages have the same keys and {names}. */
const en = {
  pick: 'Attach files',
  camera: 'Take a photo',
  drop: 'Drop files here',
  list: 'Files',
  remove: 'Remove {name}',
  stop: 'Stop sending {name}',
  retry: 'Try again with {name}',
  there: '{name} is ready',
  sending: '{percent} %',
  waiting: 'Waits its turn',
  failed: '{name} did not arrive. Try again, or remove it.',
  offline: 'The network is away: {name} could not be sent. Try again when it is back.',
  held: 'Goes along when there is a network',
  noRoom:
    'There is no network, and no room on this device to keep {name}. Remove it, or send it when the network is back.',
  empty: '{name} is empty, so it was not added.',
  tooLarge: '{name} is larger than {most}, so it was not added.',
  tooMany: 'At most {n} files go with one message: {name} was not added.',
  tooMuch: 'All files together are larger than {most}: {name} was not added.',
  wait: 'Files are still being sent …',
  missing: 'Some files did not arrive. Try them again, or remove them.',
  open: 'View {name}',
  previous: 'Previous picture',
  next: 'Next picture',
  close: 'Close',
  download: 'Download',
  position: '{n} of {all}',
  pictures: 'Picture: {name}'
} as const;

export default en;
