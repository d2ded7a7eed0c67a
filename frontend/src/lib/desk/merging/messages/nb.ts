/** Om to saker som blir én, på norsk bokmål. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  'merge.open': 'Slå sammen med en annen sak …',
  'merge.title': 'Hvilken sak skal {key} gå inn i?',
  'merge.text':
    '{key} lukkes, og det som skrives til den, kommer inn i den andre. Den må tilhøre samme organisasjon.',
  'merge.into': 'Nummeret på saken som fortsetter',
  'merge.informed': 'Hold {name} orientert der',
  'merge.do': 'Slå sammen',
  'merge.needed': 'Velg en sak, eller skriv nummeret.',
  'merge.itself': 'En sak kan ikke gå inn i seg selv.',
  'merge.done': '{key} hører nå til {into}'
};

export default nb;
