import { describe, expect, it } from 'vitest';
import type { Hook, HookMessage } from '../api.ts';
import { healthOf } from './health.ts';

const hook: Hook = {
  id: 'h1',
  name: 'Chat',
  url: 'https://chat.example/in',
  events: ['ticket.opened'],
  tenants: [],
  enabled: true,
  stopped: '',
  created_at: '2026-11-01T00:00:00Z',
  created_by: 'iris@noord.example',
  version: 1
};
const told = (state: HookMessage['state'], tries = 1): HookMessage => ({
  id: state,
  event: 'ticket.opened',
  ticket: 'ACME-1',
  state,
  attempts: Array.from({ length: tries }, () => ({
    at: '2026-11-02T00:00:00Z',
    milliseconds: 80,
    status: 500,
    problem: ''
  })),
  created_at: '2026-11-02T00:00:00Z',
  next_at: null,
  body: '{}'
});

describe('how a webhook does', () => {
  it.each([
    ['quiet', hook, []],
    ['well', hook, [told('taken'), told('failed')]],
    ['failing', hook, [told('failed'), told('taken')]],
    ['waiting', hook, [told('taken'), told('pending')]],
    ['well', hook, [told('pending', 0), told('taken')]],
    ['off', { ...hook, enabled: false }, [told('failed')]],
    ['stopped', { ...hook, stopped: 'it answered 410' }, [told('taken')]]
  ] as const)('%s', (health, one, lately) => {
    expect(healthOf(one, lately).health).toBe(health);
  });

  it('counts what was not taken', () => {
    expect(healthOf(hook, [told('failed'), told('taken'), told('failed')])).toMatchObject({
      of: 3,
      failed: 2
    });
  });
});
