/** About the door and one's own way in, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  'sso.with': 'Verder met {name}',
  'sso.or': 'Of zonder:',
  'sso.wait': 'Een ogenblik: u wordt ingelogd…',
  'sso.refused':
    'Inloggen via uw organisatie is niet gelukt. Probeer het opnieuw; lukt het dan nog niet, vraag het dan aan de beheerder daar.',
  'sso.cancelled': 'U kwam terug zonder in te loggen.',
  'sso.elsewhere': 'Deze inlogpoging is in een ander venster of te lang geleden begonnen. Begin opnieuw.',
  'sso.again': 'Terug naar inloggen'
};

export default nl;
