import { expect, it } from 'vitest';
import { differing } from './stale.ts';

it('shows the fields that differ, in the order of the form', () => {
  const labels = { name: 'Name', email: 'Address', role: 'Role' };
  const theirs = { name: 'Ana', email: 'ana@noord.example', role: 'Lead' };
  expect(differing(labels, theirs, { ...theirs, role: 'Agent', name: '' })).toEqual([
    { label: 'Name', theirs: 'Ana', mine: '' },
    { label: 'Role', theirs: 'Lead', mine: 'Agent' }
  ]);
  expect(differing(labels, theirs, theirs)).toEqual([]);
});
