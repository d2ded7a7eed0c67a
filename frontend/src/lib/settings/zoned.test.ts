import { expect, it } from 'vitest';
import { spanIn } from './zoned.ts';

it('writes spans by the clocks of the zone, with the end of a day as 24:00', () => {
  const at = (text: string) => Date.parse(text);
  const span = (a: string, b: string) => spanIn(at(a), at(b), 'Europe/Amsterdam', 'en-GB');
  expect(span('2026-11-20T15:30:00Z', '2026-11-20T16:30:00Z')).toMatch(/^Fri,? 20 Nov, 16:30 – 17:30$/);
  expect(span('2026-11-20T15:30:00Z', '2026-11-20T23:00:00Z')).toMatch(/– 24:00$/);
  expect(span('2026-11-20T15:30:00Z', '2026-11-23T08:00:00Z')).toMatch(/Fri.*Mon.*09:00$/);
});
