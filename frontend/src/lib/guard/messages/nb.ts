/** Navnene på delene som våker over en helpdesk. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  'parts.guard': 'Sikkerhet og koblinger',
  'audit.title': 'Revisjonslogg',
  'keys.title': 'API-nøkler',
  'hooks.title': 'Webhooks',
  'privacy.title': 'Personopplysninger',
  'guard.adminsOnly': 'Bare administratorer for helpdesken kan se dette.',
  'guard.copy': 'Kopier',
  'guard.copied': 'Kopiert',
  'guard.noCopy': 'Denne nettleseren lar ikke siden kopiere. Merk teksten og kopier den selv.',
  'guard.shownOnce':
    'Den vises denne ene gangen og aldri igjen. Ta vare på den der du oppbevarer hemmeligheter.',
  'guard.kept': 'Jeg har tatt vare på den'
};

export default nb;
