/** About files, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  pick: 'Bestanden toevoegen',
  camera: 'Foto maken',
  drop: 'Zet bestanden hier neer',
  list: 'Bestanden',
  remove: '{name} weghalen',
  stop: 'Stoppen met versturen van {name}',
  retry: '{name} opnieuw proberen',
  there: '{name} staat klaar',
  sending: '{percent} %',
  waiting: 'Wacht op zijn beurt',
  failed: '{name} is niet aangekomen. Probeer het opnieuw of haal het weg.',
  offline: 'Er is geen netwerk: {name} kon niet worden verstuurd. Probeer het opnieuw zodra het er weer is.',
  held: 'Gaat mee zodra er netwerk is',
  noRoom:
    'Er is geen netwerk, en op dit apparaat geen ruimte om {name} te bewaren. Haal het weg, of verstuur het als het netwerk terug is.',
  empty: '{name} is leeg en is daarom niet toegevoegd.',
  tooLarge: '{name} is groter dan {most} en is daarom niet toegevoegd.',
  tooMany: 'Er gaan hoogstens {n} bestanden met een bericht mee: {name} is niet toegevoegd.',
  tooMuch: 'Alle bestanden samen zijn groter dan {most}: {name} is niet toegevoegd.',
  wait: 'De bestanden worden nog verstuurd …',
  missing: 'Sommige bestanden zijn niet aangekomen. Probeer ze opnieuw of haal ze weg.',
  open: '{name} bekijken',
  previous: 'Vorige afbeelding',
  next: 'Volgende afbeelding',
  close: 'Sluiten',
  download: 'Downloaden',
  position: '{n} van {all}',
  pictures: 'Afbeelding: {name}'
};

export default nl;
