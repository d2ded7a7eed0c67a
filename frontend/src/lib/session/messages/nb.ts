/** About the door and one's own way in, in Norwegian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  'sso.with': 'Fortsett med {name}',
  'sso.or': 'Eller uten:',
  'sso.wait': 'Et øyeblikk: du logges inn…',
  'sso.refused':
    'Innloggingen via organisasjonen din lyktes ikke. Prøv igjen; går det fortsatt ikke, spør den som har ansvar for den der.',
  'sso.cancelled': 'Du kom tilbake uten å ha logget inn.',
  'sso.elsewhere': 'Denne innloggingen ble startet i et annet vindu eller for lenge siden. Begynn på nytt.',
  'sso.again': 'Tilbake til innlogging'
};

export default nb;
