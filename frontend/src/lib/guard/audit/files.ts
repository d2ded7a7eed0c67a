/** Events as files: for spreadsheets, and for programs. Pure. */
import type { AuditEvent } from '../api.ts';
import { readable } from './values.ts';

const COLUMNS = [
  'at',
  'what',
  'by',
  'name',
  'key',
  'source',
  'subject',
  'changes',
  'not_listed',
  'asked',
  'why',
  'request',
  'id'
] as const;

export function asJson(events: readonly AuditEvent[]): string {
  return JSON.stringify(events, null, 1) + '\n';
}

/** With a mark at the beginning by which spreadsheets know that it is UTF-8. */
export function asCsv(events: readonly AuditEvent[]): string {
  const rows = [COLUMNS.join(','), ...events.map((event) => row(event).map(cell).join(','))];
  return '\ufeff' + rows.map((line) => line + '\r\n').join('');
}

function row(event: AuditEvent): string[] {
  const subject = Object.entries(event.subject).map(([name, value]) => `${name}=${value}`);
  const changes = event.changes.map(
    (one) => `${one.path}: ${readable(one.before) || '–'} → ${readable(one.after) || '–'}`
  );
  return [
    event.at,
    event.what,
    event.by,
    event.name,
    event.key,
    event.source,
    subject.join('; '),
    changes.join('\n'),
    String(event.more),
    event.asked,
    event.why,
    event.request,
    event.id
  ];
}

/** Quoted; what a spreadsheet would take for a formula is text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
