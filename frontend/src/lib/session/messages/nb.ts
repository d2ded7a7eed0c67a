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
  'sso.again': 'Tilbake til innlogging',
  'door.help': 'Logg inn for å be om hjelp og følge det du har spurt om.',
  'door.knowledge': 'Finn svar uten å logge inn',

  'factor.title': 'Andre faktor',
  'factor.code': 'Kode fra autentiseringsappen',
  'factor.help': 'Åpne appen på telefonen og skriv de seks sifrene, eller en av gjenopprettingskodene dine.',
  'factor.go': 'Fortsett',
  'factor.wrong': 'Koden er feil eller er allerede brukt. Vent på den neste og prøv igjen.',
  'factor.wait': 'For mange feil koder. Vent litt og prøv igjen.',
  'factor.asked': 'Desken din krever en andre faktor',
  'factor.scan': 'Skann denne med en autentiseringsapp, og skriv deretter koden appen viser.',
  'factor.picture': 'QR-kode for en autentiseringsapp',
  'factor.key': 'Kan du ikke skanne? Skriv denne nøkkelen inn i appen:',
  'factor.confirm': 'Bekreft',
  'factor.codes': 'Ta vare på disse gjenopprettingskodene',
  'factor.codesHelp':
    'Hver kode slipper deg inn én gang når du ikke har telefonen for hånden. De vises ikke igjen.',
  'factor.kept': 'Jeg har tatt vare på dem',
  'factor.ssoOnly': 'Desken din godtar bare sin egen engangspålogging (SSO). Logg ut, og logg inn med den.',
  'factor.later': 'Ikke nå',
  'own.title': 'Innlogging',
  'own.sessions': 'Hvor du er innlogget',
  'own.this': 'Denne enheten',
  'own.seen': 'Sist sett {when}',
  'own.end': 'Logg ut der',
  'own.endAll': 'Logg ut overalt',
  'own.setUp': 'Sett opp en andre faktor',
  'own.has': 'En andre faktor beskytter kontoen din. Gjenopprettingskoder igjen: {n}',
  'own.remove': 'Klare seg uten',
  'own.hasNot': 'Uten en andre faktor er passordet eller postkassen din nok til å komme inn.',
  'own.unknown': 'Ukjent program',
  'own.signOut': 'Logg ut'
};

export default nb;
