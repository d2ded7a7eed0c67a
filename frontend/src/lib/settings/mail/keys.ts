/** Which names of a letter are explained. Pure. */
const NAMES = [
  'greeting', 'body', 'paragraphs', 'hint', 'regards', 'signature', 'footer', 'key', 'link', 'open_ticket',
  'subject', 'requester', 'agent', 'tenant', 'due', 'language', 'colour', 'files'
] as const; // prettier-ignore

export type NameKey = `name.${(typeof NAMES)[number]}`;
export type SettingsKey = `name.${string}`;

export function isNameKey(key: SettingsKey): key is NameKey {
  return (NAMES as readonly string[]).includes(key.slice('name.'.length));
}
