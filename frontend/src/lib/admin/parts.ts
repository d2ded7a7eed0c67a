/** The parts of a desk's settings, in groups: what stands beside every page, and on the overview. */
import { d } from '#lib/desk/words.svelte.ts';
import { guardParts } from '#lib/guard/parts.ts';
import { w } from '#lib/settings/door/words.svelte.ts';
import { m } from '#lib/settings/mail/words.svelte.ts';
import { places } from '#lib/settings/places.ts';
import { s } from '#lib/settings/words.svelte.ts';
import { a } from './words.svelte.ts';

export interface Part {
  href: string;
  text: string;
  /** A page that belongs to it though its address does not say so. */
  inside: string | null;
}

export interface PartGroup {
  title: string;
  parts: Part[];
}

export function partsOf(desk: string): PartGroup[] {
  const part = (href: string, text: string, inside: string | null = null): Part => ({ href, text, inside });
  return [
    {
      title: a('parts.desk'),
      parts: [
        part(places.general(desk), a('desk.title')),
        part(places.staff(desk), a('staff.title')),
        part(places.signIn(desk), w('door.title')),
        part(places.texts(desk), d('texts.title'))
      ]
    },
    {
      title: a('parts.customers'),
      parts: [
        part(places.organisations(desk), a('organisations.title')),
        part(places.categories(desk), a('categories.title'))
      ]
    },
    {
      title: a('parts.promises'),
      parts: [
        part(places.calendars(desk), s('calendars.title'), places.newCalendar(desk)),
        part(places.policies(desk), s('policies.title'), places.newPolicy(desk))
      ]
    },
    {
      title: a('parts.mail'),
      parts: [
        part(places.quarantine(desk), s('quarantine.title')),
        part(places.routing(desk), s('routing.title')),
        part(places.senders(desk), m('senders.title')),
        part(places.unreachable(desk), m('unreachable.title')),
        part(places.letters(desk), m('letters.title'))
      ]
    },
    ...guardParts(desk)
  ];
}
