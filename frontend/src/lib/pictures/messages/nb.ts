/** What the pictures of a desk's lists show, in Norwegian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  'picture.none': 'Uten bilde',
  'picture.box': 'Eske',
  'picture.laptop': 'Bærbar PC',
  'picture.monitor': 'Skjerm',
  'picture.smartphone': 'Mobiltelefon',
  'picture.printer': 'Skriver',
  'picture.app-window': 'Program',
  'picture.key': 'Nøkkel',
  'picture.user-plus': 'Noen begynner',
  'picture.user-minus': 'Noen slutter',
  'picture.mail': 'E-post',
  'picture.wifi': 'Trådløst nett',
  'picture.wrench': 'Verktøy',
  'picture.phone': 'Telefon',
  'picture.headphones': 'Hodetelefoner',
  'picture.network': 'Nettverk',
  'picture.server': 'Server',
  'picture.database': 'Database',
  'picture.globe': 'Globus',
  'picture.shield': 'Skjold',
  'picture.file-text': 'Dokument',
  'picture.credit-card': 'Kort',
  'picture.building': 'Bygning',
  'picture.car': 'Bil',
  'picture.book': 'Bok',
  'picture.life-buoy': 'Livbøye',
  'picture.tag': 'Merkelapp',
  'picture.question': 'Spørsmålstegn'
};

export default nb;
