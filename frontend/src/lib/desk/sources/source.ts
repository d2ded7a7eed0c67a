/** What can be put into an answer by typing two signs: ready-made texts, colleagues, articles. */
import type { LucideIcon } from '@lucide/svelte';
import type { TicketView } from '#lib/api/types.ts';

/** Where somebody writes. */
export interface Place {
  ticket: TicketView;
  note: boolean;
  /** The name the agent goes by. */
  agent: string;
}

export interface Suggestion {
  id: string;
  title: string;
  detail?: string;
  /** What is put in place of the signs and what was typed after them. */
  insert: () => Inserted | Promise<Inserted>;
}

export interface Inserted {
  text: string;
  /** A colleague who is to be told. */
  mention?: { id: string; name: string };
}

/** Add one to `sources/index.ts` and its signs work in every box, its button stands beside the others. */
export interface Source {
  /** The two signs that call it. */
  signs: string;
  icon: LucideIcon;
  /** What its button and its list are called. */
  title: () => string;
  /** What the list says when nothing fits. */
  nothing: () => string;
  applies: (place: Place) => boolean;
  /** What fits what was typed, best first; '' asks for the usual. */
  find: (typed: string, place: Place) => Promise<Suggestion[]>;
}
