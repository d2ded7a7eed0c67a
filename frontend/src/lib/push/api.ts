/** Devices that are told, over the same door as all else. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { components, paths } from '#lib/api/schema.d.ts';

export type About = components['schemas']['About'];
/** `quiet`: from, to. */
export type DeviceView = Omit<components['schemas']['DeviceView'], 'quiet'> & { quiet: string[] | null };
export type DeviceInput = components['schemas']['DeviceInput'];
export interface DeviceList {
  public_key: string;
  items: DeviceView[];
}

export interface DevicesApi {
  list: () => Promise<DeviceList>;
  ask: (body: DeviceInput) => Promise<DeviceView>;
  drop: (device: string) => Promise<void>;
}

export function devicesOver(door: Door): DevicesApi {
  const { GET, POST, DELETE } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  return {
    list: () => read(GET('/api/v1/me/devices')),
    ask: (body) => read(POST('/api/v1/me/devices', { body })),
    drop: (device) => done(DELETE('/api/v1/me/devices/{device}', { params: { path: { device } } }))
  };
}
