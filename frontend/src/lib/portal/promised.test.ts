import { expect, it } from 'vitest';
import type { TicketView } from '#lib/api/types.ts';
import { promised } from './promised.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
type Clock = TicketView['clocks'][number];
const clock = (kind: Clock['kind'], state: Clock['state'], due_at: string | null) =>
  ({ kind, state, due_at }) as Clock;

it('is the first of the running promises to answer', () => {
  const clocks = [
    clock('resolution', 'running', '2026-11-23T10:30:00Z'),
    clock('next-response', 'running', '2026-11-24T09:00:00Z'),
    clock('first-response', 'running', '2026-11-23T12:00:00Z')
  ];
  expect(promised(clocks, NOW)).toEqual(new Date('2026-11-23T12:00:00Z'));
});

it.each([
  ['met', '2026-11-23T12:00:00Z'],
  ['paused', null],
  ['stopped', '2026-11-23T12:00:00Z'],
  ['breached', '2026-11-23T09:00:00Z'],
  ['running', '2026-11-23T10:00:00Z'],
  ['running', null]
] as const)('is not said when it is %s, due %s', (state, due) => {
  expect(promised([clock('first-response', state, due)], NOW)).toBeNull();
});
