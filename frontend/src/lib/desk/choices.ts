/** What can be picked by its icon when a ticket is made. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Bug from '@lucide/svelte/icons/bug';
import ChevronsUp from '@lucide/svelte/icons/chevrons-up';
import DoorOpen from '@lucide/svelte/icons/door-open';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import Mail from '@lucide/svelte/icons/mail';
import Minus from '@lucide/svelte/icons/minus';
import Phone from '@lucide/svelte/icons/phone';
import Replace from '@lucide/svelte/icons/replace';
import Unplug from '@lucide/svelte/icons/unplug';
import type { Channel } from '#lib/api/types.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import { d } from './words.svelte.ts';

/** How somebody came who does not write for themselves. */
export type Way = Extract<Channel, 'phone' | 'walk-in' | 'mail'>;
export const WAYS: readonly Way[] = ['phone', 'walk-in', 'mail'];

export const ways = () =>
  [
    { value: 'phone', icon: Phone, text: d('new.channel.phone') },
    { value: 'walk-in', icon: DoorOpen, text: d('new.channel.walkIn') },
    { value: 'mail', icon: Mail, text: d('new.channel.mail') }
  ] as const;

export const priorities = () =>
  [
    { value: 'urgent', icon: ChevronsUp, text: t('priority.urgent') },
    { value: 'high', icon: ArrowUp, text: t('priority.high') },
    { value: 'normal', icon: Minus, text: t('priority.normal') },
    { value: 'low', icon: ArrowDown, text: t('priority.low') }
  ] as const;

export const types = () =>
  [
    { value: 'incident', icon: Unplug, text: t('type.incident') },
    { value: 'request', icon: HandHelping, text: t('type.request') },
    { value: 'problem', icon: Bug, text: t('type.problem') },
    { value: 'change', icon: Replace, text: t('type.change') }
  ] as const;
