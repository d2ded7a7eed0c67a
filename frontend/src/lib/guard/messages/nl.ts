/** De namen van de onderdelen die over een servicedesk waken. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  'parts.guard': 'Beveiliging en koppelingen',
  'audit.title': 'Controlelogboek',
  'keys.title': 'API-sleutels',
  'hooks.title': 'Webhooks',
  'privacy.title': 'Persoonsgegevens',
  'guard.adminsOnly': 'Alleen beheerders van de servicedesk kunnen dit zien.',
  'guard.copy': 'Kopiëren',
  'guard.copied': 'Gekopieerd',
  'guard.noCopy': 'Deze browser laat de pagina niet kopiëren. Selecteer de tekst en kopieer die zelf.',
  'guard.shownOnce': 'Dit wordt één keer getoond en daarna nooit meer. Bewaar het waar u geheimen bewaart.',
  'guard.kept': 'Ik heb het bewaard'
};

export default nl;
