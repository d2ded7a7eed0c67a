import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceInput, DevicesApi, DeviceView } from './api.ts';
import { idOf, renew, turnOff, turnOn, type Browser, type Subscription } from './device.ts';

const SELF = { language: 'nl', zone: 'Europe/Amsterdam', label: 'Firefox, Android' };
const WISHES = { about: ['answered' as const], quiet: null };

let place: Subscription | null;
let allowed: NotificationPermission | null;
let reachable: boolean;
let made: number;
let kept: (DeviceView & { input: DeviceInput })[];

const browser: Browser = {
  permission: () => allowed,
  ask: () => Promise.resolve((allowed = allowed === 'default' ? 'granted' : (allowed ?? 'denied'))),
  current: () => Promise.resolve(place),
  subscribe: (key) => {
    if (!reachable) return Promise.reject(new Error('no push service'));
    return Promise.resolve((place = somewhere(`https://push.example/${++made}`, key)));
  }
};

const api: DevicesApi = {
  list: () => Promise.resolve({ public_key: 'key', items: kept }),
  async ask(input) {
    const id = await idOf(input.endpoint);
    const device = {
      id,
      label: input.label ?? '',
      about: input.about,
      quiet: input.quiet ?? null,
      zone: input.zone ?? 'UTC',
      since: '2026-11-22T10:00:00Z',
      input
    };
    kept = [...kept.filter((one) => one.id !== id), device];
    return device;
  },
  drop: (id) => {
    kept = kept.filter((one) => one.id !== id);
    return Promise.resolve();
  }
};

function somewhere(endpoint: string, key: string | null): Subscription {
  return { endpoint, key, p256dh: 'p', auth: 'a', end: () => Promise.resolve((place = null)) };
}

beforeEach(() => {
  place = null;
  allowed = 'default';
  reachable = true;
  made = 0;
  kept = [];
});

describe('turning notices on', () => {
  it('asks the person, then the push service, then Loket', async () => {
    const outcome = await turnOn(browser, api, 'key', WISHES, SELF);

    expect(outcome).toMatchObject({ device: { about: ['answered'] } });
    expect(kept[0]?.input).toEqual({
      endpoint: 'https://push.example/1',
      p256dh: 'p',
      auth: 'a',
      about: ['answered'],
      ...SELF
    });
  });

  it.each([
    [() => (allowed = null), 'unable'],
    [() => (allowed = 'denied'), 'denied'],
    [() => (reachable = false), 'blocked']
  ])('says what stands in the way: %#', async (spoil, trouble) => {
    spoil();

    expect(await turnOn(browser, api, 'key', WISHES, SELF)).toEqual({ trouble });
    expect(kept).toEqual([]);
  });

  it('changes what is heard on the same place', async () => {
    await turnOn(browser, api, 'key', WISHES, SELF);
    await turnOn(browser, api, 'key', { about: ['due'], quiet: ['22:00', '07:00'] }, SELF);

    expect(made).toBe(1);
    expect(kept).toMatchObject([{ about: ['due'], quiet: ['22:00', '07:00'] }]);
  });
});

describe('turning them off', () => {
  it('gives up the place and tells Loket', async () => {
    await turnOn(browser, api, 'key', WISHES, SELF);
    await turnOff(browser, api);

    expect([place, kept]).toEqual([null, []]);
  });

  it('gives up the place of somebody else, whose list this is not', async () => {
    place = somewhere('https://push.example/theirs', 'key');
    await turnOff(browser, api);

    expect(place).toBeNull();
  });
});

describe('opening Loket again', () => {
  it('says that the device is in use, with what it hears as it was', async () => {
    await turnOn(browser, api, 'key', { about: ['due'], quiet: ['23:00', '06:00'] }, SELF);
    await renew(browser, api, { ...SELF, language: 'zh' });

    expect(kept).toMatchObject([{ about: ['due'], quiet: ['23:00', '06:00'], input: { language: 'zh' } }]);
  });

  it('takes a new place when the deployment has another key', async () => {
    await turnOn(browser, api, 'old', WISHES, SELF);
    await renew(browser, api, SELF);

    expect(kept.map((one) => one.input.endpoint)).toEqual(['https://push.example/2']);
    expect(place?.key).toBe('key');
  });

  it('gives up a place that was turned off elsewhere', async () => {
    place = somewhere('https://push.example/off', 'key');
    allowed = 'granted';
    await renew(browser, api, SELF);

    expect([place, kept]).toEqual([null, []]);
  });

  it('asks for nothing where notices were never allowed', async () => {
    place = somewhere('https://push.example/x', 'key');
    allowed = 'default';
    await renew(browser, api, SELF);

    expect(place).not.toBeNull();
  });
});
