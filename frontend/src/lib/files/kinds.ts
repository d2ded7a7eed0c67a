/** What sort of file something is, by its media type. Pure. */

export type Kind = 'picture' | 'document' | 'table' | 'sound' | 'film' | 'packed' | 'text' | 'other';

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);
const TABLES = /spreadsheet|excel|csv/;
const PACKED = /zip|compressed|x-tar|x-7z|x-rar/;
const DOCUMENTS = /pdf|word|document|presentation|powerpoint|rtf/;

/** A picture that every browser shows. */
export function isPicture(type: string): boolean {
  return PICTURES.has(plain(type));
}

export function kindOf(type: string): Kind {
  const name = plain(type);
  if (name.startsWith('image/')) return 'picture';
  if (name.startsWith('audio/')) return 'sound';
  if (name.startsWith('video/')) return 'film';
  if (TABLES.test(name)) return 'table';
  if (PACKED.test(name)) return 'packed';
  if (DOCUMENTS.test(name)) return 'document';
  return name.startsWith('text/') || name.endsWith('json') ? 'text' : 'other';
}

function plain(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}
