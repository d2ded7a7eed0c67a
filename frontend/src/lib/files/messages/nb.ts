/** About files, in Norwegian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  pick: 'Legg ved filer',
  camera: 'Ta bilde',
  drop: 'Slipp filer her',
  list: 'Filer',
  remove: 'Fjern {name}',
  stop: 'Stopp sendingen av {name}',
  retry: 'Prøv {name} på nytt',
  there: '{name} er klar',
  sending: '{percent} %',
  waiting: 'Venter på tur',
  failed: '{name} kom ikke fram. Prøv igjen, eller fjern filen.',
  offline: 'Nettverket er borte: {name} kunne ikke sendes. Prøv igjen når det er tilbake.',
  held: 'Blir med når det er nettverk',
  noRoom:
    'Det er ikke nettverk, og ikke plass på denne enheten til {name}. Fjern den, eller send den når nettverket er tilbake.',
  empty: '{name} er tom og ble derfor ikke lagt til.',
  tooLarge: '{name} er større enn {most} og ble derfor ikke lagt til.',
  tooMany: 'Høyst {n} filer kan følge en melding: {name} ble ikke lagt til.',
  tooMuch: 'Alle filene til sammen er større enn {most}: {name} ble ikke lagt til.',
  wait: 'Filene sendes fortsatt …',
  missing: 'Noen filer kom ikke fram. Prøv dem igjen, eller fjern dem.',
  open: 'Vis {name}',
  previous: 'Forrige bilde',
  next: 'Neste bilde',
  close: 'Lukk',
  download: 'Last ned',
  position: '{n} av {all}',
  pictures: 'Bilde: {name}'
};

export default nb;
