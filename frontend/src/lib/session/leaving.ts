/** Signing out: nothing of theirs is left on this device, and nobody here is told of their tickets any more. */
import { goto } from '$app/navigation';
import { leaveThis } from '#lib/push/use.ts';
import { routes } from '#lib/routes.ts';
import { dropAllDrafts } from '#lib/tickets/drafts.ts';
import { session } from './session.svelte.ts';

export async function leaveHere(): Promise<void> {
  if (!session.byLink) await leaveThis();
  await dropAllDrafts();
  await session.signOut();
  await goto(routes.signIn);
}
