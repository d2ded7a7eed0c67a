import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  remove: '{name} verwijderen',
  'remove.text': '{name} kan niet meer bij deze desk inloggen. Wat geschreven is, blijft staan.',
  suspend: '{name} opschorten',
  'suspend.text':
    '{name} kan niet bij deze desk inloggen tot u dat weer toelaat. Wat geschreven is, blijft staan.',
  stay: 'Het werk van {name} overdragen',
  'stay.do': 'Overdragen',
  lastAdmin: '{name} is de enige beheerder van deze desk. Maak eerst iemand anders beheerder.',
  inHand: '{name} heeft onder handen:',
  nothing: '{name} heeft niets onder handen.',
  whoGets: 'Wie krijgt het?',
  toTeams: 'De teams: het wordt van niemand, iedereen kan het oppakken',
  toOne: 'Eén persoon',
  to: 'Aan',
  choose: 'Kies …',
  soon: 'Een deel gaat meteen over, de rest binnen enkele minuten. Klanten krijgen hierover geen bericht.',
  'n.tickets': { one: '{n} open ticket', other: '{n} open tickets' },
  'n.ticketsMore': { one: 'meer dan {n} open ticket', other: 'meer dan {n} open tickets' },
  'n.spaces': { one: '{n} kennisruimte in beheer', other: '{n} kennisruimtes in beheer' },
  'n.reviews': {
    one: '{n} artikel dat op beoordeling wacht',
    other: '{n} artikelen die op beoordeling wachten'
  },
  working: 'Het werk van {name} wordt overgedragen',
  done: 'Het werk van {name} is overgedragen',
  'none.yet': 'Er is nog niets overgegaan.',
  'none.were': 'Er was niets over te dragen.',
  'went.one': 'Het gaat naar {name}.',
  'went.teams': 'Het gaat terug naar de teams.',
  failed: {
    one: '{n} ticket kon nog niet worden verplaatst; het wordt opnieuw geprobeerd.',
    other: '{n} tickets konden nog niet worden verplaatst; ze worden opnieuw geprobeerd.'
  },
  by: 'Gevraagd door {who},',
  'stay.open': 'Werk overdragen …',
  'suspend.open': 'Opschorten …'
};

export default nl;
