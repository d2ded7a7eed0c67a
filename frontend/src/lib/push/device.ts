/** This browser as a device that is told: asking its push service for a place, and telling Loket of it. */
import type { About, DeviceInput, DevicesApi, DeviceView } from './api.ts';

/** What a browser can do about notices; a fake stands in for it in tests. */
export interface Browser {
  /** null: it cannot show any. */
  permission: () => NotificationPermission | null;
  ask: () => Promise<NotificationPermission>;
  current: () => Promise<Subscription | null>;
  /** Raises when its push service does not answer. */
  subscribe: (key: string) => Promise<Subscription>;
}

export interface Subscription {
  endpoint: string;
  /** The deployment's key that it was made for, as the API writes it; null: unknown. */
  key: string | null;
  p256dh: string;
  auth: string;
  end: () => Promise<unknown>;
}

/** What somebody wants to hear, and when not. */
export interface Wishes {
  about: About[];
  quiet: [string, string] | null;
}

/** Of this device, besides what its push service says. */
export interface Self {
  language: string;
  zone: string;
  label: string;
}

export type Outcome = { device: DeviceView } | { trouble: 'unable' | 'denied' | 'blocked' };

/** Turns notices on here, or changes them. Raises Problem. */
export async function turnOn(
  browser: Browser,
  api: DevicesApi,
  key: string,
  wishes: Wishes,
  self: Self
): Promise<Outcome> {
  if (browser.permission() === null) return { trouble: 'unable' };
  if ((await browser.ask()) !== 'granted') return { trouble: 'denied' };
  const place = await placeFor(browser, key).catch(() => null);
  if (!place) return { trouble: 'blocked' };
  return { device: await api.ask(inputOf(place, wishes, self)) };
}

/** Turns them off here, whatever else fails. Raises Problem. */
export async function turnOff(browser: Browser, api: DevicesApi): Promise<void> {
  const place = await browser.current();
  if (!place) return;
  const { items } = await api.list().catch(() => ({ items: [] }));
  const id = await idOf(place.endpoint);
  await place.end();
  if (items.some((one) => one.id === id)) await api.drop(id);
}

/** Says that this device is still in use, with the key of today; what it hears stays as it was. */
export async function renew(browser: Browser, api: DevicesApi, self: Self): Promise<void> {
  if (browser.permission() !== 'granted') return;
  const place = await browser.current();
  if (!place) return;
  const { public_key, items } = await api.list();
  const id = await idOf(place.endpoint);
  const known = items.find((one) => one.id === id);
  if (!known) return void (await place.end()); // somebody else's, or turned off elsewhere
  const fresh = await placeFor(browser, public_key);
  await api.ask(inputOf(fresh, { about: [...known.about], quiet: hoursOf(known) }, self));
  if (fresh.endpoint !== place.endpoint) await api.drop(id);
}

/** From when to when it stays quiet. */
export function hoursOf({ quiet }: DeviceView): [string, string] | null {
  const [from, to] = quiet ?? [];
  return from && to ? [from, to] : null;
}

/** As the API names a device: by its place. */
export async function idOf(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const text = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.slice(0, 30);
}

async function placeFor(browser: Browser, key: string): Promise<Subscription> {
  const place = await browser.current();
  if (place && (place.key === null || place.key === key)) return place;
  await place?.end(); // made for an earlier key: nothing would arrive
  return browser.subscribe(key);
}

function inputOf(place: Subscription, { about, quiet }: Wishes, self: Self): DeviceInput {
  const { endpoint, p256dh, auth } = place;
  return { endpoint, p256dh, auth, about, ...(quiet ? { quiet } : {}), ...self };
}
