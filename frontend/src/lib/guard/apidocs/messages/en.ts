/** What the page about the API says, in English. The other languages have the same keys and the same {names}. */
const en = {
  title: 'The API',
  find: 'Find a request',
  'find.like': 'ticket, webhook secret, key.edit …',
  found: { one: '{n} request', other: '{n} requests' },
  none: 'Nothing like that.',
  contents: 'Contents',
  start: 'To begin with',
  'start.key':
    'An admin of the desk makes a key in the settings. Send it as a bearer token; $LOKET is the address of this deployment.',
  'rule.page': 'Lists come a page at a time: send “next” as “cursor” to go on.',
  'rule.tag': 'Send the ETag of what you saw as If-Match; 409 says that somebody else was first.',
  'rule.once': 'With an Idempotency-Key the same request can be sent again without happening twice.',
  'rule.rate':
    '600 requests a minute for a key or a person; then 429, with the seconds to wait in Retry-After.',
  'rule.problem':
    'Errors are problem documents: “code” stays the same, “field” names what to mend. What one may not see is 404.',
  whole: 'The whole document (OpenAPI 3.1)',
  problems: 'Kinds of problems',
  permissions: 'All permissions, and who has them',
  notKeys: 'not for keys',
  schemas: 'Schemas',
  link: 'Link to this',
  permission: 'Asks for',
  public: 'Open to everybody',
  people: 'For people who are signed in, not for keys',
  parameters: 'Parameters',
  'in.path': 'in the path',
  'in.query': 'in the query',
  'in.header': 'in a header',
  required: 'required',
  body: 'Body',
  answers: 'Answers',
  example: 'Example'
} as const;

export default en;
