/** An article while it is edited: from the API's source to a form and back. Pure. */
import type { Content, Source } from './types.ts';

export interface Draft {
  space: string;
  language: string;
  translations: Record<string, { title: string; summary: string; body: string; workaround: string }>;
  category: string;
  keywords: string;
  reviewer: string;
  /** Days, as date fields have them; '' for none. */
  from: string;
  until: string;
  known: boolean;
  fixed: boolean;
  problem: string;
  pictures: { id: string; name: string; upload?: string; url: string }[];
  tickets: string[];
  comment: string;
}

export const emptyText = () => ({ title: '', summary: '', body: '', workaround: '' });

export function drafted(source: Source): Draft {
  return {
    space: source.space,
    language: source.language,
    translations: Object.fromEntries(
      Object.entries(source.translations).map(([language, text]) => [language, { ...emptyText(), ...text }])
    ),
    category: source.category.join(' > '),
    keywords: source.keywords.join(', '),
    reviewer: source.reviewer ?? '',
    from: source.valid_from?.slice(0, 10) ?? '',
    until: source.valid_until?.slice(0, 10) ?? '',
    known: source.kind === 'known-error',
    fixed: source.known_error?.state === 'fixed',
    problem: source.known_error?.problem ?? '',
    pictures: source.pictures.map(({ id, name, url }) => ({ id, name, url })),
    tickets: source.tickets,
    comment: ''
  };
}

/** What is sent. Pictures that no text shows any more are left out; languages without a title too. */
export function content(draft: Draft): Content {
  const texts = Object.entries(draft.translations).filter(
    ([language, text]) => language === draft.language || text.title.trim() || text.body.trim()
  );
  const shown = texts.map(([, text]) => text.body + text.workaround).join('\n');
  return {
    space: draft.space,
    language: draft.language,
    translations: Object.fromEntries(texts),
    kind: draft.known ? 'known-error' : 'article',
    category: parts(draft.category, '>'),
    keywords: parts(draft.keywords, /[,，、]/),
    reviewer: draft.reviewer || null,
    valid_from: draft.from ? `${draft.from}T00:00:00Z` : null,
    valid_until: draft.until ? `${draft.until}T23:59:59Z` : null,
    known_error: draft.known
      ? { state: draft.fixed ? 'fixed' : 'open', problem: draft.problem.trim() || null }
      : null,
    tickets: draft.tickets,
    pictures: draft.pictures
      .filter(({ id }) => shown.includes(`(picture:${id})`))
      .map(({ id, name, upload }) => (upload ? { id, name, upload } : { id, name })),
    comment: draft.comment.trim()
  };
}

/** A name none of these pictures has yet. */
export function freePicture(pictures: Draft['pictures']): string {
  for (let n = 1; ; n += 1) if (!pictures.some(({ id }) => id === `p${n}`)) return `p${n}`;
}

/** Places of personal data that somebody must look at, in any of the texts. */
export function marksIn(draft: Draft): string[] {
  const all = Object.values(draft.translations).flatMap((text) => Object.values(text));
  return [...new Set(all.flatMap((text) => text.match(/⟦[^⟧]*⟧/gu) ?? []))];
}

function parts(text: string, by: string | RegExp): string[] {
  return text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean);
}
