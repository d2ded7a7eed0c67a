/** About the network and what waits for it, in Norwegian (bokmål). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  'banner.offline': 'Ingen nettverk.',
  'banner.since': 'Ingen nettverk. Slik var det klokken {when}.',
  'banner.waiting': { one: '{n} ting venter på å bli sendt', other: '{n} ting venter på å bli sendt' },
  'banner.trouble': { one: '{n} ting trenger deg', other: '{n} ting trenger deg' },
  'banner.full': 'Ikke mer plass på denne enheten.',
  'banner.room': 'Lag plass',
  'banner.fleeting': 'La denne siden stå åpen: uten nettverk kan den ikke åpnes igjen ennå.',

  'waiting.title': 'Venter på å bli sendt',
  'waiting.text': 'Lagret på denne enheten, og sendes i denne rekkefølgen så snart det er nettverk.',
  'waiting.none': 'Alt er sendt.',
  'waiting.label': 'Venter på å bli sendt',
  'waiting.held': 'Ikke sendt',
  'kind.message': 'Svar på {key}',
  'kind.note': 'Notat på {key}: bare desken leser dette',
  'kind.state': '{key}: status «{value}»',
  'kind.priority': '{key}: prioritet «{value}»',
  'kind.assignee': '{key}: tildelt noen andre',
  'kind.taken': '{key}: du tar den',
  'kind.nobody': '{key}: tildelt ingen',
  'kind.link': '{key}: koblet til {other}',
  'kind.open': 'Ny sak: {subject}',
  'trouble.conflict': '{key} ble endret før dette kunne sendes.',
  'trouble.lost':
    'Denne enheten kastet {name} fordi det var for lite plass. Prøv igjen for å sende resten uten.',
  'waiting.files': 'Filer: {names}',
  'waiting.size': '{size} på denne enheten',
  'trouble.refused': 'Dette ble ikke godtatt: {reason}',
  'do.look': 'Se hva som er endret',
  'do.edit': 'Endre teksten',
  'do.answers': 'Endre svarene',
  'do.save': 'Lagre og send',
  'do.cancel': 'La det være',
  'do.retry': 'Prøv igjen',
  'do.discard': 'Kast',
  'discard.title': 'Vil du kaste dette?',
  'discard.text': 'Det er ikke sendt, og kan ikke hentes tilbake.',
  'edit.label': 'Teksten din',

  'full.title': 'Lag plass på denne enheten',
  'full.text':
    'Ingen nettverk, og ikke mer plass på denne enheten til å ta vare på dette så lenge. Kast noe som venter på å bli sendt, eller slett noe annet fra enheten. Send deretter på nytt.',
  'full.how':
    'Det du skriver nå, kan ikke lagres til det er nettverk. Det som venter her, er trygt. Kast det som ikke trengs, eller slett bilder eller apper fra enheten. Send deretter på nytt.',
  'full.none': 'Her venter ikke noe som kunne gi plass.',
  'kept.now': 'Loket åpnes nå på denne enheten også uten nettverk.',
  'kept.soon': 'Loket er ikke lagret på denne enheten ennå. Uten nettverk åpnes det ikke.',
  'kept.never': 'Loket kan ikke lagres i denne nettleseren. Uten nettverk åpnes det ikke.',

  'leave.title': { one: '{n} ting er ikke sendt ennå', other: '{n} ting er ikke sendt ennå' },
  'leave.text': 'Når du logger ut, fjernes det fra denne enheten for godt.',
  'leave.stay': 'Forbli innlogget',
  'leave.go': 'Logg ut og kast'
};

export default nb;
