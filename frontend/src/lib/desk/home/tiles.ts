/** The tiles of the agents' home, in their order. Whoever builds another place adds its tile here. */
import type { LucideIcon } from '@lucide/svelte';
import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import BookOpen from '@lucide/svelte/icons/book-open';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import DoorOpen from '@lucide/svelte/icons/door-open';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Inbox from '@lucide/svelte/icons/inbox';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Phone from '@lucide/svelte/icons/phone';
import Search from '@lucide/svelte/icons/search';
import SquarePen from '@lucide/svelte/icons/square-pen';
import Timer from '@lucide/svelte/icons/timer';
import { t } from '#lib/i18n/index.svelte.ts';
import { deskShelf } from '#lib/knowledge/places.ts';
import { routes } from '#lib/routes.ts';
import { SOON_SECONDS } from '#lib/time/due.ts';
import type { QueueView } from './counts.ts';
import { d } from '../words.svelte.ts';

export interface TileOf {
  href: string;
  icon: LucideIcon;
  text: () => string;
}

/** One that says how many tickets are behind it. */
export interface CountedOf extends TileOf {
  counts: QueueView;
  /** Which tickets those are. */
  hint: () => string;
}

export const counted: readonly CountedOf[] = [
  {
    href: routes.tickets('mine'),
    icon: ListTodo,
    text: () => t('tile.mine'),
    counts: 'mine',
    hint: () => d('tile.hint.mine')
  },
  {
    href: routes.tickets('unassigned'),
    icon: CircleDashed,
    text: () => d('tile.unassigned'),
    counts: 'unassigned',
    hint: () => d('tile.hint.unassigned')
  },
  {
    href: routes.tickets('due'),
    icon: Timer,
    text: () => t('tile.due'),
    counts: 'due',
    hint: () => d('tile.hint.due', { n: SOON_SECONDS / 3600 })
  },
  {
    href: routes.tickets('overdue'),
    icon: AlarmClock,
    text: () => d('tile.overdue'),
    counts: 'overdue',
    hint: () => d('tile.hint.overdue')
  },
  {
    href: routes.tickets('new'),
    icon: Inbox,
    text: () => t('tile.new'),
    counts: 'new',
    hint: () => d('tile.hint.new')
  },
  {
    href: routes.tickets('waiting'),
    icon: Hourglass,
    text: () => t('tile.waiting'),
    counts: 'waiting',
    hint: () => d('tile.hint.waiting')
  }
];

/** What one goes and does. */
export const deeds: readonly TileOf[] = [
  { href: routes.createFor('phone'), icon: Phone, text: () => d('tile.call') },
  { href: routes.createFor('walk-in'), icon: DoorOpen, text: () => d('tile.walkIn') },
  { href: routes.search, icon: Search, text: () => t('tile.search') },
  { href: deskShelf.home, icon: BookOpen, text: () => d('tile.knowledge') },
  { href: routes.create, icon: SquarePen, text: () => t('tile.create') }
];
