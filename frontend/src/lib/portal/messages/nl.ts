/** What is said in the portal beyond its first page, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  start: 'Start',
  search: 'Zoeken in de tickets',
  'search.hint': 'Woorden of een nummer',
  show: 'Welke tickets',
  'show.all': 'Alle',
  'show.open': 'Open',
  'show.done': 'Opgelost',
  found: { one: '{n} ticket', other: '{n} tickets' },
  none: 'Niets gevonden',
  'none.text': 'Probeer andere woorden, of bekijk alle tickets.',
  'none.all': 'Alle tickets tonen',
  empty: 'Als u iets vraagt, kunt u het hier volgen.',
  whole: 'Alles tonen',
  ask: 'Vertel ons wat er mis is'
};

export default nl;
