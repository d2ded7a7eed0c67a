/** What the screen for people’s data says, in English. The other languages have the same keys and the same {names}. */
const en = {
  hint: 'Give people all that is kept about them, or erase them: their tickets stay readable, they are gone.',
  find: 'Find a person by name, address or number',
  nobody: 'Nobody found.',
  lately: 'Asked for lately',
  'lately.none': 'Nothing was asked for.',
  'asked.export': 'Export',
  'asked.erasure': 'Erasure',
  'asked.purge': 'Deletion of a closed organisation',
  'asked.desk-purge': 'Deletion of the closed desk',
  'stands.waiting': 'waits until {when}',
  'stands.working': 'being worked on',
  'stands.failed': {
    one: '{n} try ended in an error; it goes on by itself.',
    other: '{n} tries ended in an error; it goes on by itself.'
  },
  'stands.done': 'done',
  wholeDesk: 'the whole desk',
  showAll: { one: 'Show {n}', other: 'Show all {n}' },
  gone: 'Nobody of that id',
  'gone.erased': 'They were erased. What stays is the record below.',
  'gone.never': 'Perhaps they were merged into somebody else.',
  export: 'Export',
  'export.hint':
    'Who they are, their tickets, messages, files and mails, as ZIP files. They are kept for seven days.',
  'export.start': 'Make an export',
  'export.working': 'The export is being made',
  'export.done': 'The export is ready',
  'export.over': 'Its files are gone: they are kept for seven days.',
  download: 'Download {name}',
  by: 'Asked for by {who},',
  seen: { one: '{n} ticket gone through', other: '{n} tickets gone through' },
  erase: 'Erase',
  'erase.hint':
    'Names, addresses, numbers and signatures leave all tickets, mails and the search. They sign in no more. It cannot be undone.',
  'erase.nobody': 'There is nobody to erase.',
  'erase.do': 'Erase {name} for good',
  'erase.working': 'They are being erased',
  'erase.done': 'Erased',
  preview: 'What would be changed',
  'preview.part': 'Only the newest tickets were counted; erasing goes through all.',
  'preview.open': {
    one: '{n} of these tickets is still open.',
    other: '{n} of these tickets are still open.'
  },
  'preview.elsewhere':
    'They belong to another organisation or desk here as well, and go on signing in there.',
  'n.tickets': 'Tickets',
  'n.messages': 'Messages',
  'n.files': 'Files',
  'n.mails': 'Mails',
  texts: 'What they wrote',
  'texts.keep': 'Keep it, without names, addresses, numbers and signature',
  'texts.remove': 'Remove all of it',
  files: 'What they attached',
  'files.remove': 'Delete it',
  'files.keep': 'Keep it',
  confirm: 'Type “{what}” to go on',
  'step.doors': 'Closing their ways in; a minute passes until every session has ended',
  'step.tickets': 'Going through all tickets of the organisation',
  'step.elsewhere': 'Quarantine, logs, rules and texts',
  'step.spare': 'Looking for what others sent, too',
  'step.objects': 'Deleting files and raw mails',
  'step.done': 'Done'
} as const;

export default en;
