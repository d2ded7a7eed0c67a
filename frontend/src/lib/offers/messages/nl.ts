/** About what can be ordered, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  choose: 'Iets anders kiezen',
  optional: 'mag leeg blijven',
  note: 'Nog iets?',
  send: 'Versturen naar {name}',
  pick: 'Kies …',
  required: 'Vul dit in.',
  tick: 'Dit moet aangevinkt zijn.',
  date: 'Kies een datum.',
  long: 'Dit is te lang.',
  gone: 'Dit kan niet meer worden aangevraagd. Gooi het weg en vertel ons in uw eigen woorden wat u nodig hebt.',
  about: 'Waar gaat het over?',
  'about.more': 'Preciezer',
  'order.for': 'Iets aanvragen voor {name}',
  'admin.orderable': 'Mensen kunnen dit zelf aanvragen',
  'admin.description': 'Korte omschrijving',
  'admin.icon': 'Plaatje',
  'admin.fields': 'Wat er gevraagd wordt',
  'admin.addField': 'Vraag toevoegen',
  'admin.label': 'Vraag',
  'admin.kind': 'Soort antwoord',
  'admin.required': 'Moet beantwoord worden',
  'admin.help': 'Hulp onder de vraag',
  'admin.choices': 'Antwoorden om uit te kiezen, één per regel',
  'admin.dropField': 'Vraag {name} verwijderen',
  'admin.open': 'Vragen van {name}',
  'admin.language': 'Teksten in',
  'admin.language.own': 'De eigen woorden van de helpdesk',
  'admin.translation': '{text} ({language})',
  'admin.iconOf': 'Plaatje van {name}',
  'kind.text': 'Eén regel',
  'kind.long': 'Meer regels',
  'kind.choice': 'Eén van meer',
  'kind.date': 'Een datum',
  'kind.checkbox': 'Een vinkje'
};

export default nl;
