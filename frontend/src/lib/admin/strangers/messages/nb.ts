import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  title: 'Før de logger inn',
  text: 'Den som kommer via et navn eller en lenke de har, ser navnet, logoen og fargen deres ved innlogging, på deres språk. Ikke noe annet om dem vises.',
  hosts: 'Vertsnavn for portalen deres, ett per linje',
  'hosts.hint':
    'Som support.example.com. Driften peker hvert navn mot portalen først, med en DNS-post og en plass på sertifikatet: docs/deploy.md, «Names of organisations».',
  open: 'Vis det til alle som har lenken',
  'open.always': 'Med et vertsnavn vises det uansett.',
  link: 'Lenke til inngangen deres',
  'link.hint': 'Endringer vises innen ti minutter.',
  'link.hidden': 'Denne lenken viser ingenting om dem før det er slått på her og lagret.'
};

export default nb;
