/** Where a search stands: its address holds all of it. */
import { routes } from '#lib/routes.ts';

export type Order = '' | 'updated' | 'created' | 'due';
export type What = '' | 'ticket' | 'article' | 'person';

export interface Search {
  q: string;
  what: What;
  order: Order;
}

const ORDERS: readonly Order[] = ['', 'updated', 'created', 'due'];
const WHATS: readonly What[] = ['', 'ticket', 'article', 'person'];

export function searchFor(q: string, what: What = '', order: Order = ''): string {
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  if (what) query.set('type', what);
  if (order) query.set('sort', order);
  const asked = query.toString();
  return asked ? `${routes.search}?${asked}` : routes.search;
}

export function asOrder(text: string | null): Order {
  return ORDERS.find((order) => order === text) ?? '';
}

export function searchAt(query: Pick<URLSearchParams, 'get'>): Search {
  return {
    q: query.get('q')?.trim() ?? '',
    what: WHATS.find((what) => what === query.get('type')) ?? '',
    order: asOrder(query.get('sort'))
  };
}
