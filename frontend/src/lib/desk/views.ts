/** What the lists of the desk are called, and what they say when they are empty. */
import { t } from '#lib/i18n/index.svelte.ts';
import type { View } from '#lib/tickets/views.ts';
import { d } from './words.svelte.ts';

type Later = 'unassigned' | 'overdue';

function isLater(view: View): view is Later {
  return view === 'unassigned' || view === 'overdue';
}

export function viewName(view: View): string {
  return isLater(view) ? d(`view.${view}`) : t(`list.${view}`);
}

export function emptyTitle(view: View): string {
  return isLater(view) ? d(`view.empty.${view}.title`) : t(`list.empty.${view}.title`);
}

export function emptyText(view: View): string {
  return isLater(view) ? d(`view.empty.${view}.text`) : t(`list.empty.${view}.text`);
}
