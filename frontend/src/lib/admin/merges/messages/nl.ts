import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  find: 'De ander zoeken',
  undoable: 'Dertig dagen zijn er weer twee van te maken.',
  was: '{gone} is hierin opgegaan.',
  until: 'Ongedaan te maken tot {when}.',
  late: 'Dit kan niet meer ongedaan worden gemaakt.',
  halfway: {
    one: 'Wordt ongedaan gemaakt: {n} ticket is al terug.',
    other: 'Wordt ongedaan gemaakt: {n} tickets zijn al terug.'
  },
  undone: 'Ongedaan gemaakt door {who}.',
  undo: 'Er weer twee van maken',
  goOn: 'Doorgaan',
  title: 'Van {gone} en {kept} weer twee personen maken?',
  text: '{gone} krijgt de adressen, nummers, groepen en tickets terug die zijn meegekomen, zoals ze waren.',
  later: 'Wat sindsdien is geopend of toegevoegd, blijft bij {kept}.',
  returned: { one: '{n} ticket is terug', other: '{n} tickets zijn terug' },
  done: '{gone} en {kept} zijn weer twee personen'
};

export default nl;
