/** Where things are. No other file spells an address of the app. */
import type { View } from './tickets/views.ts';

const key = encodeURIComponent;

export const routes = {
  start: '/',
  signIn: '/sign-in',
  /** Signing in at an organisation's own door; `at`: `desk/organisation`. */
  door: (at: string) => `/sign-in?at=${key(at).replaceAll('%2F', '/')}`,
  account: '/account',
  desk: '/desk',
  tickets: (view?: View) => (view ? `/desk/tickets?view=${view}` : '/desk/tickets'),
  ticket: (ticket: string, view?: View) =>
    `/desk/tickets/${key(ticket)}` + (view && view !== 'all' ? `?view=${view}` : ''),
  /** The ticket, with the answer (or note) begun. */
  write: (ticket: string, what: 'message' | 'note') => `/desk/tickets/${key(ticket)}?do=${what}`,
  search: '/desk/search',
  create: '/desk/new',
  createFor: (how: string) => `/desk/new?how=${key(how)}`,
  settings: '/desk/settings',
  portal: '/portal',
  requests: '/portal/tickets',
  request: (ticket: string) => `/portal/tickets/${key(ticket)}`,
  /** Empty pages that senders' letters are shown in, each with a content policy of its own. */
  letter: '/framed/letter.html',
  letterWithPictures: '/framed/letter-pictures.html'
};

/** The way back after signing in; only ever to a page of ours. */
export function safeReturn(to: string | null): string | null {
  return to?.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : null;
}
