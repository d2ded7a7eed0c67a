/** The parts of a desk's settings that watch over it: for its admins, and for nobody else. */
import { session } from '#lib/session/session.svelte.ts';
import { roleOn } from '#lib/settings/desks.ts';
import { guarded } from './places.ts';
import { g } from './words.svelte.ts';

export function guardParts(
  desk: string
): { title: string; parts: { href: string; text: string; inside: null }[] }[] {
  if (roleOn(session.me, desk) !== 'admin') return [];
  const parts = [
    { href: guarded.audit(desk), text: g('audit.title') },
    { href: guarded.keys(desk), text: g('keys.title') },
    { href: guarded.hooks(desk), text: g('hooks.title') },
    { href: guarded.privacy(desk), text: g('privacy.title') }
  ];
  return [{ title: g('parts.guard'), parts: parts.map((one) => ({ ...one, inside: null })) }];
}
