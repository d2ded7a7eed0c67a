/** About notices on devices, in Norwegian (bokmål). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  title: 'Varsler på denne enheten',
  text: 'Korte varsler, også når Loket ikke er åpent: nummeret og emnet, ikke noe mer.',
  on: 'Slå på her',
  off: 'Slå av her',
  isOn: 'På for denne enheten.',
  denied: 'Denne nettleseren tillater ikke varsler fra Loket. Tillat dem i innstillingene, og prøv igjen.',
  unable: 'Denne nettleseren kan ikke vise varsler. På en iPhone må Loket først legges på startskjermen.',
  kinds: 'Si fra til meg',
  assigned: 'når jeg får en sak',
  answered: 'når noen skriver på en sak jeg har',
  due: 'når et løfte på en sak jeg har, snart brytes',
  mine: 'når helpdesken svarer på en sak fra meg',
  mentioned: 'når en kollega ber meg se på en sak',
  quiet: 'Stille timer',
  'quiet.use': 'Vær stille om natten',
  'quiet.text': 'Da vises bare det som haster, og løfter som snart brytes.',
  'quiet.from': 'Fra',
  'quiet.to': 'Til',
  others: 'Varsles også på',
  since: 'siden {when}',
  stop: 'Slå av på {name}',
  unknown: 'En annen enhet',
  failed: 'Dette kunne ikke lagres: {reason}',
  blocked: 'Tjenesten som leverer varsler til denne nettleseren, kan ikke nås.'
};

export default nb;
