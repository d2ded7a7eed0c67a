/** About letters as they were made, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  ways: 'Hoe u dit bericht leest',
  text: 'Tekst',
  made: 'Zoals opgemaakt',
  held: 'Afbeeldingen van elders zijn niet geladen: de afzender zou kunnen zien wanneer en waar dit wordt gelezen.',
  show: 'Afbeeldingen tonen',
  all: 'Alles tonen',
  less: 'Minder tonen',
  frame: 'Het bericht zoals {name} het opmaakte'
};

export default nl;
