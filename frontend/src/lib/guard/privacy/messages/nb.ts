/** Det skjermen for personopplysninger sier. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  hint: 'Gi folk alt som er lagret om dem, eller slett dem: sakene kan fortsatt leses, men personen er borte.',
  find: 'Finn en person på navn, adresse eller nummer',
  nobody: 'Ingen funnet.',
  lately: 'Nylig bedt om',
  'lately.none': 'Ingenting er bedt om.',
  'asked.export': 'Eksport',
  'asked.erasure': 'Sletting',
  'asked.purge': 'Sletting av en stengt organisasjon',
  'asked.desk-purge': 'Sletting av den stengte desken',
  'stands.waiting': 'venter til {when}',
  'stands.working': 'under arbeid',
  'stands.failed': {
    one: '{n} forsøk endte i en feil; det fortsetter av seg selv.',
    other: '{n} forsøk endte i en feil; det fortsetter av seg selv.'
  },
  'stands.done': 'ferdig',
  wholeDesk: 'hele desken',
  showAll: { one: 'Vis {n}', other: 'Vis alle {n}' },
  gone: 'Ingen med den id-en',
  'gone.erased': 'Personen er slettet. Det som blir igjen, er oversikten nedenfor.',
  'gone.never': 'Kanskje er personen slått sammen med noen andre.',
  export: 'Eksport',
  'export.hint':
    'Hvem de er, sakene, meldingene, filene og e-postene deres, som ZIP-filer. De oppbevares i sju dager.',
  'export.start': 'Lag en eksport',
  'export.working': 'Eksporten lages',
  'export.done': 'Eksporten er klar',
  'export.over': 'Filene er borte: de oppbevares i sju dager.',
  download: 'Last ned {name}',
  by: 'Bedt om av {who},',
  seen: { one: '{n} sak gått gjennom', other: '{n} saker gått gjennom' },
  erase: 'Slett',
  'erase.hint':
    'Navn, adresser, numre og signaturer forsvinner fra alle saker, e-poster og søket. Personen kan ikke logge inn mer. Dette kan ikke angres.',
  'erase.nobody': 'Det er ingen å slette.',
  'erase.do': 'Slett {name} for godt',
  'erase.working': 'Personen slettes',
  'erase.done': 'Slettet',
  preview: 'Hva som blir endret',
  'preview.part': 'Bare de nyeste sakene er talt; slettingen går gjennom alle.',
  'preview.open': {
    one: '{n} av disse sakene er fortsatt åpen.',
    other: '{n} av disse sakene er fortsatt åpne.'
  },
  'preview.elsewhere':
    'Personen hører også til en annen organisasjon eller helpdesk her, og logger fortsatt inn der.',
  'n.tickets': 'Saker',
  'n.messages': 'Meldinger',
  'n.files': 'Filer',
  'n.mails': 'E-poster',
  texts: 'Det personen skrev',
  'texts.keep': 'Behold det, uten navn, adresser, numre og signatur',
  'texts.remove': 'Fjern alt',
  files: 'Det personen la ved',
  'files.remove': 'Slett det',
  'files.keep': 'Behold det',
  confirm: 'Skriv «{what}» for å fortsette',
  'step.doors': 'Stenger alle veier inn; det tar et minutt til hver økt er avsluttet',
  'step.tickets': 'Går gjennom alle sakene i organisasjonen',
  'step.elsewhere': 'Karantene, logger, regler og tekster',
  'step.spare': 'Ser etter det andre også har sendt',
  'step.objects': 'Sletter filer og rå e-poster',
  'step.done': 'Ferdig'
};

export default nb;
