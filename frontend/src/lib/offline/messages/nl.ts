/** About the network and what waits for it, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  'banner.offline': 'Geen netwerk.',
  'banner.since': 'Geen netwerk. Zo was het om {when}.',
  'banner.waiting': { one: '{n} ding wacht op verzending', other: '{n} dingen wachten op verzending' },
  'banner.trouble': { one: '{n} ding vraagt uw aandacht', other: '{n} dingen vragen uw aandacht' },
  'banner.full': 'Geen ruimte meer op dit apparaat.',
  'banner.room': 'Ruimte maken',
  'banner.fleeting': 'Houd deze pagina open: zonder netwerk gaat hij nu nog niet opnieuw open.',

  'waiting.title': 'Wacht op verzending',
  'waiting.text': 'Bewaard op dit apparaat, en in deze volgorde verstuurd zodra er netwerk is.',
  'waiting.none': 'Alles is verstuurd.',
  'waiting.label': 'Wacht op verzending',
  'waiting.held': 'Niet verstuurd',
  'kind.message': 'Antwoord op {key}',
  'kind.note': 'Notitie bij {key}: alleen de desk leest dit',
  'kind.state': '{key}: status “{value}”',
  'kind.priority': '{key}: prioriteit “{value}”',
  'kind.assignee': '{key}: aan iemand anders toegewezen',
  'kind.taken': '{key}: u neemt het',
  'kind.nobody': '{key}: aan niemand toegewezen',
  'kind.link': '{key}: gekoppeld aan {other}',
  'kind.open': 'Nieuw ticket: {subject}',
  'trouble.conflict': '{key} is gewijzigd voordat dit verstuurd kon worden.',
  'trouble.lost':
    'Dit apparaat heeft {name} weggegooid omdat er te weinig ruimte was. Probeer het opnieuw om de rest zonder dit bestand te versturen.',
  'waiting.files': 'Bestanden: {names}',
  'waiting.size': '{size} op dit apparaat',
  'trouble.refused': 'Dit is niet aangenomen: {reason}',
  'do.look': 'Bekijk wat er veranderd is',
  'do.edit': 'Tekst aanpassen',
  'do.answers': 'Antwoorden aanpassen',
  'do.save': 'Bewaren en versturen',
  'do.cancel': 'Zo laten',
  'do.retry': 'Opnieuw proberen',
  'do.discard': 'Weggooien',
  'discard.title': 'Dit weggooien?',
  'discard.text': 'Het is niet verstuurd en komt niet meer terug.',
  'edit.label': 'Uw tekst',

  'full.title': 'Ruimte maken op dit apparaat',
  'full.text':
    'Geen netwerk, en geen ruimte meer op dit apparaat om dit zolang te bewaren. Gooi iets weg dat op verzending wacht, of verwijder iets anders van het apparaat. Verstuur het daarna opnieuw.',
  'full.how':
    'Wat u nu schrijft, kan niet bewaard worden tot er netwerk is. Wat hier wacht, is veilig. Gooi weg wat niet meer nodig is, of verwijder foto’s of apps van het apparaat. Verstuur het daarna opnieuw.',
  'full.none': 'Hier wacht niets waarmee ruimte te maken is.',
  'kept.now': 'Loket gaat nu op dit apparaat ook zonder netwerk open.',
  'kept.soon': 'Loket staat nog niet op dit apparaat. Zonder netwerk gaat het niet open.',
  'kept.never': 'In deze browser kan Loket niet bewaard worden. Zonder netwerk gaat het niet open.',

  'leave.title': { one: '{n} ding is nog niet verstuurd', other: '{n} dingen zijn nog niet verstuurd' },
  'leave.text': 'Als u zich afmeldt, verdwijnt het voorgoed van dit apparaat.',
  'leave.stay': 'Aangemeld blijven',
  'leave.go': 'Afmelden en weggooien'
};

export default nl;
