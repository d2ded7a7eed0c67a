/** Wat de pagina over de API zegt. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  title: 'De API',
  find: 'Zoek een verzoek',
  'find.like': 'ticket, webhook secret, key.edit …',
  found: { one: '{n} verzoek', other: '{n} verzoeken' },
  none: 'Niets gevonden.',
  contents: 'Inhoud',
  start: 'Om te beginnen',
  'start.key':
    'Een beheerder van de servicedesk maakt een sleutel in de instellingen. Stuur die mee als bearer-token; $LOKET is het adres van deze installatie.',
  'rule.page': 'Lijsten komen per pagina: stuur “next” als “cursor” om verder te gaan.',
  'rule.tag': 'Stuur de ETag van wat u zag als If-Match; 409 zegt dat iemand anders eerder was.',
  'rule.once':
    'Met een Idempotency-Key kan hetzelfde verzoek opnieuw worden verstuurd zonder twee keer te gebeuren.',
  'rule.rate':
    '600 verzoeken per minuut voor een sleutel of persoon; dan 429, met de wachttijd in seconden in Retry-After.',
  'rule.problem':
    'Fouten zijn probleemdocumenten: “code” blijft gelijk, “field” noemt wat beter moet. Wat u niet mag zien, is 404.',
  whole: 'Het hele document (OpenAPI 3.1)',
  problems: 'Soorten problemen',
  permissions: 'Alle rechten, en wie ze heeft',
  notKeys: 'niet voor sleutels',
  schemas: 'Schema’s',
  link: 'Link hiernaar',
  permission: 'Vraagt om',
  public: 'Open voor iedereen',
  people: 'Voor wie is ingelogd, niet voor sleutels',
  parameters: 'Parameters',
  'in.path': 'in het pad',
  'in.query': 'in de query',
  'in.header': 'in een header',
  required: 'verplicht',
  body: 'Inhoud',
  answers: 'Antwoorden',
  example: 'Voorbeeld'
};

export default nl;
