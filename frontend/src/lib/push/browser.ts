/** The browser that this page runs in. */
import { current } from '#lib/i18n/index.svelte.ts';
import { deviceOf } from '#lib/session/devices.ts';
import type { Browser, Self, Subscription } from './device.ts';

const able = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

export const thisBrowser: Browser = {
  permission: () => (able() ? Notification.permission : null),
  ask: () => Notification.requestPermission(),
  async current() {
    if (!able()) return null;
    const worker = await navigator.serviceWorker.getRegistration();
    const found = await worker?.pushManager.getSubscription();
    return found ? asPlace(found) : null;
  },
  async subscribe(key) {
    const { pushManager } = await navigator.serviceWorker.ready;
    return asPlace(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  }
};

export function thisDevice(): Self {
  return {
    language: current.language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    label: deviceOf(navigator.userAgent)
  };
}

function asPlace(found: PushSubscription): Subscription {
  const key = found.options.applicationServerKey;
  return {
    endpoint: found.endpoint,
    key: key ? asText(key) : null,
    p256dh: asText(found.getKey('p256dh')),
    auth: asText(found.getKey('auth')),
    end: () => found.unsubscribe()
  };
}

/** base64url without padding. */
function asText(raw: ArrayBuffer | null): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(raw ?? new ArrayBuffer(0))));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
