/** About what can be ordered, in English. */
const en = {
  choose: 'Choose another',
  optional: 'if you like',
  note: 'Anything else?',
  send: 'Send to {name}',
  pick: 'Choose …',
  required: 'Fill this in.',
  tick: 'This has to be ticked.',
  date: 'Choose a date.',
  long: 'This is too long.',
  'admin.orderable': 'People can order this themselves',
  'admin.description': 'Short description',
  'admin.icon': 'Picture',
  'admin.fields': 'What is asked',
  'admin.addField': 'Add a question',
  'admin.label': 'Question',
  'admin.kind': 'Kind of answer',
  'admin.required': 'Has to be answered',
  'admin.help': 'Help below the question',
  'admin.choices': 'Answers to choose from, one a line',
  'admin.dropField': 'Remove question {name}',
  'admin.open': 'Questions of {name}',
  'kind.text': 'One line',
  'kind.long': 'Several lines',
  'kind.choice': 'One of several',
  'kind.date': 'A date',
  'kind.checkbox': 'A tick'
} as const;

export default en;
