/** Where people arrive, and what the first screen there asks for. Kept true by tests/browser/test_first_screens.py. */
import type { Language } from '#lib/i18n/languages.ts';

/** What the page's first script knows of a screen. */
export interface Arrival {
  /** A pattern that the address, with its query, matches. */
  at: string;
  /** What it asks of the API, whoever looks; `$1`: what the pattern caught. */
  asks: string[];
  /** What it asks once the API said who looks: `{desk}` for each of their desks, `{language}` is theirs. */
  then: string[];
  /** Scripts that only some screens need. */
  files: string[];
  /** The words it speaks in. */
  words: Partial<Record<Language, string[]>>;
}

export interface Screen {
  /** Short, for the names of files. */
  name: string;
  /** As SvelteKit names it. */
  route: string;
  at: string;
  asks: string[];
  then?: string[];
  /** Folders of lib with messages. */
  words: string[];
}

const API = '/api/v1';
export const ME = `${API}/me`;

export const SCREENS: readonly Screen[] = [
  { name: 'door', route: '/sign-in', at: '^/sign-in(\\?|$)', asks: [], words: ['i18n'] },
  {
    name: 'portal',
    route: '/(in)/portal',
    at: '^/portal$',
    asks: [ME, `${API}/tickets?view=requested&limit=50`],
    then: [`${API}/desks/{desk}/bulletins?language={language}`],
    words: ['i18n']
  },
  {
    name: 'request',
    route: '/(in)/portal/tickets/[key]',
    at: '^/portal/tickets/([^/?]+)$',
    asks: [ME, `${API}/tickets/$1`],
    words: ['i18n']
  },
  {
    name: 'desk',
    route: '/(in)/desk',
    at: '^/desk$',
    asks: [ME, `${API}/counts`],
    words: ['i18n', 'desk', 'finding']
  },
  {
    name: 'queue',
    route: '/(in)/desk/tickets',
    at: '^/desk/tickets(\\?view=(?!mine)\\w+)?$',
    asks: [ME, `${API}/tickets?view=queue&limit=50`],
    words: ['i18n', 'desk']
  },
  {
    name: 'ticket',
    route: '/(in)/desk/tickets/[key]',
    at: '^/desk/tickets/([^/?]+)(\\?view=\\w+)?$',
    asks: [ME, `${API}/tickets/$1`],
    words: ['i18n', 'desk']
  },
  { name: 'caller', route: '/(in)/desk/new', at: '^/desk/new(\\?|$)', asks: [ME], words: ['i18n', 'desk'] },
  {
    name: 'reading',
    route: '/(in)/portal/knowledge/[desk]/articles/[article]',
    at: '^/portal/knowledge/[^/]+/articles/[^/]+$',
    asks: [ME],
    words: ['i18n', 'knowledge']
  },
  {
    name: 'shelf',
    route: '/knowledge/[desk]',
    at: '^/knowledge/[^/]+$',
    asks: [],
    words: ['i18n', 'knowledge']
  },
  {
    name: 'article',
    route: '/knowledge/[desk]/[article]',
    at: '^/knowledge/[^/]+/[^/]+$',
    asks: [],
    words: ['i18n', 'knowledge']
  }
];
