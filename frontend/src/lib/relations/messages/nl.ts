/** Wat gezegd wordt over de tickets die onder een ander staan. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

export default {
  'later.text': {
    one: '{key} is verstuurd en opgelost. Er staat {n} open ticket onder.',
    other: '{key} is verstuurd en opgelost. Er staan {n} open tickets onder.'
  },
  'later.ask': 'Ook oplossen…',
  'tell.title': {
    one: 'Er staat {n} open ticket onder dit ticket',
    other: 'Er staan {n} open tickets onder dit ticket'
  },
  'tell.ask': 'Ze kunnen meteen mee opgelost worden. Elke aanvrager krijgt antwoord per mail.',
  'tell.how': 'Elke aanvrager krijgt antwoord per mail. De tickets blijven open.',
  'tell.text': 'Wat hun aanvragers lezen',
  'tell.empty': 'Leeg wordt het een korte zin in ieders taal: dat het is opgelost.',
  'tell.others': 'Ze kunnen van andere organisaties zijn; noem dus niemand.',
  'tell.leave': 'Open laten',
  'tell.cancel': 'Annuleren',
  'tell.solve': { one: 'Ook {n} oplossen', other: 'Ook {n} oplossen' },
  'tell.do': { one: 'Aan {n} vertellen', other: 'Aan {n} vertellen' },
  'tell.needed': 'Schrijf wat zij moeten lezen.',
  'tell.solving': { one: '{n} ticket wordt mee opgelost.', other: '{n} tickets worden mee opgelost.' },
  'tell.told': { one: '{n} ticket krijgt bericht.', other: '{n} tickets krijgen bericht.' },
  'tell.none': 'Er wacht niemand meer',
  'tell.over': { one: '{n} is al opgelost.', other: '{n} zijn al opgelost.' },
  'tell.close': 'Sluiten',
  'tell.open': 'Vertel het allemaal',
  goesOn: 'Dit gaat verder in {key}.'
} satisfies CatalogueOf<typeof en>;
