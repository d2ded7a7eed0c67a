/** Notices of this page's person on this page's device. Loaded when there is something to do about them. */
import { inTime } from '#lib/offline/patience.ts';
import { door } from '#lib/session/session.svelte.ts';
import { devicesOver } from './api.ts';
import { thisBrowser, thisDevice } from './browser.ts';
import { renew, turnOff } from './device.ts';

/** ms: a network that swallows everything must not hold anybody here. */
const PATIENCE = 4000;

export const devices = devicesOver(door);

/** Somebody came in: their device is still in use. Nothing depends on it. */
export async function stillHere(): Promise<void> {
  await renew(thisBrowser, devices, thisDevice()).catch(() => undefined);
}

/** They leave: whoever comes next on this device is not told of their tickets. */
export async function leaveThis(): Promise<void> {
  await inTime(turnOff(thisBrowser, devices), PATIENCE).catch(() => undefined);
}
