/** What the pictures of a desk's lists show, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  'picture.none': 'Geen plaatje',
  'picture.box': 'Doos',
  'picture.laptop': 'Laptop',
  'picture.monitor': 'Beeldscherm',
  'picture.smartphone': 'Mobiele telefoon',
  'picture.printer': 'Printer',
  'picture.app-window': 'Programma',
  'picture.key': 'Sleutel',
  'picture.user-plus': 'Iemand komt erbij',
  'picture.user-minus': 'Iemand vertrekt',
  'picture.mail': 'E-mail',
  'picture.wifi': 'Draadloos netwerk',
  'picture.wrench': 'Gereedschap',
  'picture.phone': 'Telefoon',
  'picture.headphones': 'Koptelefoon',
  'picture.network': 'Netwerk',
  'picture.server': 'Server',
  'picture.database': 'Database',
  'picture.globe': 'Wereldbol',
  'picture.shield': 'Schild',
  'picture.file-text': 'Document',
  'picture.credit-card': 'Pas',
  'picture.building': 'Gebouw',
  'picture.car': 'Auto',
  'picture.book': 'Boek',
  'picture.life-buoy': 'Reddingsboei',
  'picture.tag': 'Label',
  'picture.question': 'Vraagteken'
};

export default nl;
