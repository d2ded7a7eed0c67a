/** Wat het scherm voor persoonsgegevens zegt. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  hint: 'Geef mensen alles wat over hen bewaard wordt, of wis hen: hun tickets blijven leesbaar, zij zijn weg.',
  find: 'Zoek een persoon op naam, adres of nummer',
  nobody: 'Niemand gevonden.',
  lately: 'Onlangs gevraagd',
  'lately.none': 'Er is niets gevraagd.',
  'asked.export': 'Export',
  'asked.erasure': 'Wissing',
  'asked.purge': 'Verwijdering van een gesloten organisatie',
  'asked.desk-purge': 'Verwijdering van de gesloten desk',
  'stands.waiting': 'wacht tot {when}',
  'stands.working': 'wordt aan gewerkt',
  'stands.failed': {
    one: '{n} poging liep op een fout; het gaat vanzelf verder.',
    other: '{n} pogingen liepen op een fout; het gaat vanzelf verder.'
  },
  'stands.done': 'klaar',
  wholeDesk: 'de hele desk',
  showAll: { one: '{n} tonen', other: 'Alle {n} tonen' },
  gone: 'Niemand met die id',
  'gone.erased': 'Deze persoon is gewist. Wat blijft, is het verslag hieronder.',
  'gone.never': 'Misschien is deze persoon met iemand anders samengevoegd.',
  export: 'Export',
  'export.hint':
    'Wie ze zijn, hun tickets, berichten, bestanden en e-mails, als ZIP-bestanden. Die worden zeven dagen bewaard.',
  'export.start': 'Export maken',
  'export.working': 'De export wordt gemaakt',
  'export.done': 'De export is klaar',
  'export.over': 'De bestanden zijn weg: ze worden zeven dagen bewaard.',
  download: '{name} downloaden',
  by: 'Gevraagd door {who},',
  seen: { one: '{n} ticket doorgenomen', other: '{n} tickets doorgenomen' },
  erase: 'Wissen',
  'erase.hint':
    'Namen, adressen, nummers en ondertekeningen verdwijnen uit alle tickets, e-mails en de zoekfunctie. Inloggen kan niet meer. Dit kan niet ongedaan worden gemaakt.',
  'erase.nobody': 'Er is niemand om te wissen.',
  'erase.do': '{name} voorgoed wissen',
  'erase.working': 'De persoon wordt gewist',
  'erase.done': 'Gewist',
  preview: 'Wat er verandert',
  'preview.part': 'Alleen de nieuwste tickets zijn geteld; wissen neemt ze allemaal door.',
  'preview.open': { one: '{n} van deze tickets is nog open.', other: '{n} van deze tickets zijn nog open.' },
  'preview.elsewhere':
    'Deze persoon hoort hier ook bij een andere organisatie of servicedesk en blijft daar inloggen.',
  'n.tickets': 'Tickets',
  'n.messages': 'Berichten',
  'n.files': 'Bestanden',
  'n.mails': 'E-mails',
  texts: 'Wat deze persoon schreef',
  'texts.keep': 'Bewaren, zonder namen, adressen, nummers en ondertekening',
  'texts.remove': 'Alles verwijderen',
  files: 'Wat deze persoon bijvoegde',
  'files.remove': 'Verwijderen',
  'files.keep': 'Bewaren',
  confirm: 'Typ “{what}” om door te gaan',
  'step.doors': 'De toegang wordt gesloten; het duurt een minuut tot elke sessie is beëindigd',
  'step.tickets': 'Alle tickets van de organisatie worden doorgenomen',
  'step.elsewhere': 'Quarantaine, logboeken, regels en teksten',
  'step.spare': 'Er wordt gezocht naar wat ook anderen stuurden',
  'step.objects': 'Bestanden en ruwe e-mails worden verwijderd',
  'step.done': 'Klaar'
};

export default nl;
