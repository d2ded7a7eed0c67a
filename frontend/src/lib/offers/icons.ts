/** Pictures of what can be ordered, by the name that the catalogue keeps. */
import type { LucideIcon } from '@lucide/svelte';
import AppWindow from '@lucide/svelte/icons/app-window';
import Box from '@lucide/svelte/icons/box';
import Key from '@lucide/svelte/icons/key-round';
import Laptop from '@lucide/svelte/icons/laptop';
import Mail from '@lucide/svelte/icons/mail';
import Monitor from '@lucide/svelte/icons/monitor';
import Printer from '@lucide/svelte/icons/printer';
import Smartphone from '@lucide/svelte/icons/smartphone';
import UserMinus from '@lucide/svelte/icons/user-minus';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Wifi from '@lucide/svelte/icons/wifi';
import Wrench from '@lucide/svelte/icons/wrench';

export const ICONS: Readonly<Record<string, LucideIcon>> = {
  box: Box,
  laptop: Laptop,
  monitor: Monitor,
  smartphone: Smartphone,
  printer: Printer,
  'app-window': AppWindow,
  key: Key,
  'user-plus': UserPlus,
  'user-minus': UserMinus,
  mail: Mail,
  wifi: Wifi,
  wrench: Wrench
};

export const iconOf = (name: string): LucideIcon => ICONS[name] ?? Box;
