import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  title: 'Voordat ze inloggen',
  text: 'Wie via een naam of link van hen komt, ziet bij het inloggen hun naam, logo en kleur, in hun taal. Meer van hen is niet te zien.',
  hosts: 'Hostnamen van hun portaal, één per regel',
  'hosts.hint':
    'Zoals support.example.com. Beheer laat elke naam eerst naar het portaal wijzen, met een DNS-record en een plek op het certificaat: docs/deploy.md, “Names of organisations”.',
  open: 'Tonen aan iedereen die de link heeft',
  'open.always': 'Met een hostnaam is het altijd te zien.',
  link: 'Link naar hun voordeur',
  'link.hint': 'Wijzigingen zijn binnen tien minuten te zien.',
  'link.hidden': 'Deze link toont niets van hen totdat het hier is aangezet en opgeslagen.'
};

export default nl;
