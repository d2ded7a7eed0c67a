import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  remove: 'Fjern {name}',
  'remove.text': '{name} kan ikke lenger logge på denne desken. Det som er skrevet, blir stående.',
  suspend: 'Suspender {name}',
  'suspend.text':
    '{name} kan ikke logge på denne desken før du slipper vedkommende inn igjen. Det som er skrevet, blir stående.',
  stay: 'Overlat arbeidet til {name}',
  'stay.do': 'Overlat det',
  lastAdmin: '{name} er deskens eneste administrator. Gjør noen andre til administrator først.',
  inHand: '{name} har for hånden:',
  nothing: '{name} har ingenting for hånden.',
  whoGets: 'Hvem får det?',
  toTeams: 'Teamene: ingen har det, og hvem som helst kan ta det',
  toOne: 'Én person',
  to: 'Til',
  choose: 'Velg …',
  soon: 'Noe går over med en gang, resten innen noen minutter. Kundene får ikke beskjed.',
  'n.tickets': { one: '{n} åpen sak', other: '{n} åpne saker' },
  'n.ticketsMore': { one: 'mer enn {n} åpen sak', other: 'mer enn {n} åpne saker' },
  'n.spaces': { one: '{n} kunnskapsområde å passe på', other: '{n} kunnskapsområder å passe på' },
  'n.reviews': {
    one: '{n} artikkel som venter på gjennomgang',
    other: '{n} artikler som venter på gjennomgang'
  },
  working: 'Arbeidet til {name} overlates',
  done: 'Arbeidet til {name} er overlatt',
  'none.yet': 'Ingenting har gått over ennå.',
  'none.were': 'Det var ingenting å overlate.',
  'went.one': 'Det går til {name}.',
  'went.teams': 'Det går tilbake til teamene.',
  failed: {
    one: '{n} sak kunne ikke flyttes ennå; det prøves igjen.',
    other: '{n} saker kunne ikke flyttes ennå; det prøves igjen.'
  },
  by: 'Bedt om av {who},',
  'stay.open': 'Overlat arbeid …',
  'suspend.open': 'Suspender …'
};

export default nb;
