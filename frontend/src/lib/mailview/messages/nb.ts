/** About letters as they were made, in Norwegian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  ways: 'Slik leser du denne meldingen',
  text: 'Tekst',
  made: 'Slik den ble laget',
  held: 'Bilder fra andre steder er ikke lastet inn: Avsenderen kunne sett når og hvor dette leses.',
  show: 'Vis bilder',
  all: 'Vis alt',
  less: 'Vis mindre',
  frame: 'Meldingen slik {name} laget den'
};

export default nb;
