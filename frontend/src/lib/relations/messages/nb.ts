/** Det som sies om sakene som hører under en annen. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

export default {
  'later.text': {
    one: '{key} er sendt og løst. {n} åpen sak hører under den.',
    other: '{key} er sendt og løst. {n} åpne saker hører under den.'
  },
  'later.ask': 'Løs dem også …',
  'tell.title': { one: '{n} åpen sak hører under denne', other: '{n} åpne saker hører under denne' },
  'tell.ask': 'De kan løses sammen med den. Hver innmelder får svar på e-post.',
  'tell.how': 'Hver innmelder får svar på e-post. Sakene forblir åpne.',
  'tell.text': 'Dette leser innmelderne',
  'tell.empty': 'Står det tomt, får hver en kort setning på sitt eget språk om at det er løst.',
  'tell.others': 'De kan tilhøre andre organisasjoner, så ikke nevn noen ved navn.',
  'tell.leave': 'La dem stå åpne',
  'tell.cancel': 'Avbryt',
  'tell.solve': { one: 'Løs {n} til', other: 'Løs {n} til' },
  'tell.do': { one: 'Gi beskjed til {n}', other: 'Gi beskjed til {n}' },
  'tell.needed': 'Skriv det de skal lese.',
  'tell.solving': { one: '{n} sak til blir løst.', other: '{n} saker til blir løst.' },
  'tell.told': { one: '{n} sak får beskjed.', other: '{n} saker får beskjed.' },
  'tell.none': 'Ingen venter lenger',
  'tell.over': { one: '{n} er allerede løst.', other: '{n} er allerede løst.' },
  'tell.close': 'Lukk',
  'tell.open': 'Gi beskjed til alle',
  goesOn: 'Dette fortsetter i {key}.'
} satisfies CatalogueOf<typeof en>;
