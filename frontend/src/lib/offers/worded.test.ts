import { expect, it } from 'vitest';
import { worded } from './worded.ts';

it('is worded for its reader', () => {
  expect([worded('Screen', { nl: 'Scherm' }, 'nl'), worded('Screen', {}, 'nl')]).toEqual([
    'Scherm',
    'Screen'
  ]);
});
