import { describe, expect, it } from 'vitest';
import { proposals } from './help.svelte.ts';
import type { Classification } from './types.ts';

const guess = (value: string, confidence: number) => ({
  value,
  confidence,
  based_on: [{ key: 'ACME-1', subject: 'Printer' }]
});
const guesses: Classification = {
  category: [guess('printers', 0.8), guess('vpn', 0.4)],
  priority: [guess('high', 0.1)],
  service: [guess('printing', 0.6)],
  team: [guess('field', 0.9)],
  language: [guess('nl', 0.9)]
};

describe('what is proposed', () => {
  it('is the best of each kind that is certain enough', () => {
    expect(proposals(guesses, {}).map(({ kind, value }) => [kind, value])).toEqual([
      ['category', 'printers'],
      ['team', 'field'],
      ['service', 'printing']
    ]);
  });

  it('is nothing that stands there already', () => {
    expect(proposals(guesses, { category: 'printers', service: 'printing', team: 'field' })).toEqual([]);
  });

  it('is nothing without guesses', () => {
    expect(proposals(null, {})).toEqual([]);
  });
});
