/** Over twee tickets die er één worden, in het Nederlands. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  'merge.open': 'Samenvoegen met een ander ticket …',
  'merge.title': 'In welk ticket gaat {key} op?',
  'merge.text':
    '{key} wordt gesloten; wat mensen er nog aan schrijven komt bij het andere ticket. Dat moet van dezelfde organisatie zijn.',
  'merge.into': 'Nummer van het ticket dat verdergaat',
  'merge.informed': '{name} daar op de hoogte houden',
  'merge.do': 'Samenvoegen',
  'merge.needed': 'Kies een ticket of typ het nummer.',
  'merge.itself': 'Een ticket kan niet in zichzelf opgaan.',
  'merge.done': '{key} hoort nu bij {into}'
};

export default nl;
