/** About the door and one's own way in, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  'sso.with': 'Verder met {name}',
  'sso.or': 'Of zonder:',
  'sso.wait': 'Een ogenblik: u wordt ingelogd…',
  'sso.refused':
    'Inloggen via uw organisatie is niet gelukt. Probeer het opnieuw; lukt het dan nog niet, vraag het dan aan de beheerder daar.',
  'sso.cancelled': 'U kwam terug zonder in te loggen.',
  'sso.elsewhere': 'Deze inlogpoging is in een ander venster of te lang geleden begonnen. Begin opnieuw.',
  'sso.again': 'Terug naar inloggen',
  'door.help': 'Log in om hulp te vragen en te volgen wat u vroeg.',
  'door.knowledge': 'Antwoorden zonder inloggen',

  'factor.title': 'Tweede factor',
  'factor.code': 'Code uit uw authenticator-app',
  'factor.help': 'Open de app op uw telefoon en typ de zes cijfers, of een van uw herstelcodes.',
  'factor.go': 'Verder',
  'factor.wrong': 'Die code klopt niet of is al gebruikt. Wacht op de volgende en probeer het opnieuw.',
  'factor.wait': 'Te veel verkeerde codes. Wacht even en probeer het opnieuw.',
  'factor.asked': 'Uw desk vraagt om een tweede factor',
  'factor.scan': 'Scan dit met een authenticator-app en typ daarna de code die de app toont.',
  'factor.picture': 'QR-code voor een authenticator-app',
  'factor.key': 'Lukt scannen niet? Typ deze sleutel in de app:',
  'factor.confirm': 'Bevestigen',
  'factor.codes': 'Bewaar deze herstelcodes',
  'factor.codesHelp':
    'Elke code laat u één keer binnen als u uw telefoon niet bij u hebt. Ze worden niet nog eens getoond.',
  'factor.kept': 'Ik heb ze bewaard',
  'factor.ssoOnly': 'Uw desk laat alleen de eigen single sign-on toe. Log uit en log daarmee in.',
  'factor.later': 'Nu niet',
  'own.title': 'Inloggen',
  'own.sessions': 'Waar u bent ingelogd',
  'own.this': 'Dit apparaat',
  'own.seen': 'Laatst gezien {when}',
  'own.end': 'Daar uitloggen',
  'own.endAll': 'Overal uitloggen',
  'own.setUp': 'Tweede factor instellen',
  'own.has': 'Een tweede factor beschermt uw account. Herstelcodes over: {n}',
  'own.remove': 'Er zonder verder',
  'own.hasNot': 'Zonder tweede factor is uw wachtwoord of mailbox genoeg om binnen te komen.',
  'own.unknown': 'Onbekend programma',
  'own.signOut': 'Uitloggen'
};

export default nl;
