/** Pictures of what can be ordered and reported, by the name that the desk's lists keep. */
import type { LucideIcon } from '@lucide/svelte';
import AppWindow from '@lucide/svelte/icons/app-window';
import Box from '@lucide/svelte/icons/box';
import Building from '@lucide/svelte/icons/building';
import Car from '@lucide/svelte/icons/car';
import Question from '@lucide/svelte/icons/circle-question-mark';
import CreditCard from '@lucide/svelte/icons/credit-card';
import Database from '@lucide/svelte/icons/database';
import File from '@lucide/svelte/icons/file-text';
import Globe from '@lucide/svelte/icons/globe';
import Headphones from '@lucide/svelte/icons/headphones';
import Key from '@lucide/svelte/icons/key-round';
import Laptop from '@lucide/svelte/icons/laptop';
import Mail from '@lucide/svelte/icons/mail';
import Monitor from '@lucide/svelte/icons/monitor';
import Network from '@lucide/svelte/icons/network';
import Phone from '@lucide/svelte/icons/phone';
import Printer from '@lucide/svelte/icons/printer';
import Server from '@lucide/svelte/icons/server';
import Shield from '@lucide/svelte/icons/shield';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Tag from '@lucide/svelte/icons/tag';
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
  wrench: Wrench,
  phone: Phone,
  headphones: Headphones,
  network: Network,
  server: Server,
  database: Database,
  globe: Globe,
  shield: Shield,
  'file-text': File,
  'credit-card': CreditCard,
  building: Building,
  car: Car,
  question: Question
};

export const iconOf = (name: string): LucideIcon => ICONS[name] ?? Box;

/** Of what a report is about. */
export const pictureOf = (name: string): LucideIcon => ICONS[name] ?? Tag;
