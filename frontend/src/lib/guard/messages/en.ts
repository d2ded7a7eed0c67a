/** The names of the parts that watch over a desk, in English. The other languages have the same keys. */
const en = {
  'parts.guard': 'Security and connections',
  'audit.title': 'Audit',
  'keys.title': 'API keys',
  'hooks.title': 'Webhooks',
  'privacy.title': 'People’s data',
  'guard.adminsOnly': 'Only administrators of the desk can see this.',
  'guard.copy': 'Copy',
  'guard.copied': 'Copied',
  'guard.noCopy': 'This browser does not let the page copy. Select the text and copy it yourself.',
  'guard.shownOnce': 'It is shown this once and never again. Keep it where secrets are kept.',
  'guard.kept': 'I have kept it'
} as const;

export default en;
