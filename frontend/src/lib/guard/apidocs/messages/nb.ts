/** Det siden om API-et sier. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  title: 'API-et',
  find: 'Finn en forespørsel',
  'find.like': 'ticket, webhook secret, key.edit …',
  found: { one: '{n} forespørsel', other: '{n} forespørsler' },
  none: 'Ingenting slikt.',
  contents: 'Innhold',
  start: 'Til å begynne med',
  'start.key':
    'En administrator for helpdesken lager en nøkkel i innstillingene. Send den som bearer-token; $LOKET er adressen til denne installasjonen.',
  'rule.page': 'Lister kommer side for side: send «next» som «cursor» for å gå videre.',
  'rule.tag': 'Send ETag-en for det du så som If-Match; 409 sier at noen andre var først.',
  'rule.once': 'Med en Idempotency-Key kan samme forespørsel sendes på nytt uten å skje to ganger.',
  'rule.rate':
    '600 forespørsler i minuttet for en nøkkel eller person; så 429, med ventetiden i sekunder i Retry-After.',
  'rule.problem':
    'Feil er problemdokumenter: «code» er stabil, «field» sier hva som må rettes. Det man ikke får se, er 404.',
  whole: 'Hele dokumentet (OpenAPI 3.1)',
  problems: 'Slags problemer',
  permissions: 'Alle rettigheter, og hvem som har dem',
  notKeys: 'ikke for nøkler',
  schemas: 'Skjemaer',
  link: 'Lenke hit',
  permission: 'Krever',
  public: 'Åpen for alle',
  people: 'For innloggede personer, ikke for nøkler',
  parameters: 'Parametere',
  'in.path': 'i stien',
  'in.query': 'i spørringen',
  'in.header': 'i en header',
  required: 'påkrevd',
  body: 'Innhold',
  answers: 'Svar',
  example: 'Eksempel'
};

export default nb;
