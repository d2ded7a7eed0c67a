import { describe, expect, it } from 'vitest';
import { has, pieces, toggled, values } from './query.ts';

describe('filters within a query', () => {
  it.each([
    ['printer', 'state', 'open', 'printer state:open'],
    ['printer state:open', 'state', 'open', 'printer'],
    ['', 'team', 'second line', 'team:"second line"'],
    ['a team:"second line" b', 'team', 'second line', 'a b'],
    ['"paper jam" state:new', 'state', 'new', '"paper jam"']
  ])('%j %s:%s becomes %j', (query, name, value, wanted) => {
    expect(toggled(query, name, value)).toBe(wanted);
  });

  it('puts back what it took away', () => {
    const query = 'printer -jam "third floor"';
    expect(toggled(toggled(query, 'tenant', 'acme'), 'tenant', 'acme')).toBe(query);
  });

  it('knows what is set', () => {
    expect(has('x state:open', 'state', 'open')).toBe(true);
    expect(has('x state:opened', 'state', 'open')).toBe(false);
    expect(values('state:new state:"on hold" x', 'state')).toEqual(['new', 'on hold']);
  });

  it('takes any text apart without losing it', () => {
    for (const query of ['', '  ', '"', 'a"b', '"open', '🖨 打印机 "x y" -"z'])
      expect(pieces(query).join('').replace(/\s/g, '')).toBe(query.replace(/\s/g, ''));
  });
});
