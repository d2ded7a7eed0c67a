/** What is said in the portal beyond its first page, in Norwegian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  start: 'Start',
  search: 'Søk i sakene',
  'search.hint': 'Ord eller et nummer',
  show: 'Hvilke saker',
  'show.all': 'Alle',
  'show.open': 'Åpne',
  'show.done': 'Løst',
  found: { one: '{n} sak', other: '{n} saker' },
  none: 'Fant ingenting',
  'none.text': 'Prøv andre ord, eller se på alle sakene.',
  'none.all': 'Vis alle saker',
  empty: 'Når du spør om noe, kan du følge det her.',
  whole: 'Vis alt',
  ask: 'Fortell oss hva som er galt'
};

export default nb;
