import { expect, it } from 'vitest';
import { Problem } from '#lib/api/problem.ts';
import { faultAt } from './fields.ts';

it('knows which field a refusal is about', () => {
  const problem = new Problem({
    status: 422,
    code: 'invalid',
    detail: 'overlaps',
    field: 'spec.week.mon[1]'
  });
  expect(faultAt(problem, 'spec.week.mon')).toBe('Overlaps');
  expect(faultAt(problem, 'spec.week.mo')).toBe('');
  expect(faultAt(null, 'spec')).toBe('');
});
