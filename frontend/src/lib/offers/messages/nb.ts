/** About what can be ordered, in Norwegian (bokmål). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nb: CatalogueOf<typeof en> = {
  choose: 'Velg noe annet',
  optional: 'kan stå tomt',
  note: 'Noe mer?',
  send: 'Send til {name}',
  pick: 'Velg …',
  required: 'Fyll ut dette.',
  tick: 'Dette må krysses av.',
  date: 'Velg en dato.',
  long: 'Dette er for langt.',
  gone: 'Dette kan ikke bestilles lenger. Kast det, og fortell oss med egne ord hva du trenger.',
  about: 'Hva gjelder det?',
  'about.more': 'Mer nøyaktig',
  'order.for': 'Bestill noe for {name}',
  'admin.orderable': 'Folk kan bestille dette selv',
  'admin.description': 'Kort beskrivelse',
  'admin.icon': 'Bilde',
  'admin.fields': 'Hva det spørres om',
  'admin.addField': 'Legg til spørsmål',
  'admin.label': 'Spørsmål',
  'admin.kind': 'Type svar',
  'admin.required': 'Må besvares',
  'admin.help': 'Hjelp under spørsmålet',
  'admin.choices': 'Svar å velge mellom, ett per linje',
  'admin.dropField': 'Fjern spørsmålet {name}',
  'admin.open': 'Spørsmål for {name}',
  'admin.language': 'Tekster på',
  'admin.language.own': 'Kundesenterets egne ord',
  'admin.translation': '{text} ({language})',
  'admin.iconOf': 'Bilde for {name}',
  'kind.text': 'Én linje',
  'kind.long': 'Flere linjer',
  'kind.choice': 'Ett av flere',
  'kind.date': 'En dato',
  'kind.checkbox': 'En avkrysning'
};

export default nb;
