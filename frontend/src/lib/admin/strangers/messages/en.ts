/** How an organisation's door looks before anybody has signed in, in English. The others have the same keys. */
const en = {
  title: 'Before they sign in',
  text: 'Whoever comes by a name or link of theirs sees their name, logo and colour, in their language, while signing in. Nothing else of them is shown.',
  hosts: 'Host names of their portal, one on a line',
  'hosts.hint':
    'As in support.example.com. Operations points each name at the portal first, with a DNS record and a place on the certificate: docs/deploy.md, “Names of organisations”.',
  open: 'Show it to everybody who has the link',
  'open.always': 'With a host name it is shown in any case.',
  link: 'Link to their door',
  'link.hint': 'Changes are seen within ten minutes.',
  'link.hidden': 'This link shows nothing of them until it is switched on here and saved.'
} as const;

export default en;
