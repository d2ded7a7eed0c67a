import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  find: 'Finn den andre',
  undoable: 'I 30 dager kan de gjøres til to igjen.',
  was: '{gone} ble slått sammen med denne.',
  until: 'Kan angres til {when}.',
  late: 'Det er for sent å angre dette.',
  halfway: {
    one: 'Angres: {n} sak er gått tilbake så langt.',
    other: 'Angres: {n} saker er gått tilbake så langt.'
  },
  undone: 'Angret av {who}.',
  undo: 'Gjør dem til to igjen',
  goOn: 'Fortsett',
  title: 'Gjøre {gone} og {kept} til to personer igjen?',
  text: '{gone} får tilbake adressene, numrene, gruppene og sakene som fulgte med, slik de var.',
  later: 'Det som er åpnet eller lagt til siden, blir hos {kept}.',
  returned: { one: '{n} sak er gått tilbake', other: '{n} saker er gått tilbake' },
  done: '{gone} og {kept} er to personer igjen'
};

export default nb;
