import { expect, it } from 'vitest';
import { rulesOf } from './draft.ts';

it('sends only conditions and targets that say something', () => {
  const rule = { id: 'a', calendar: 'c', targets: { resolution: ' ', ola: 'PT1H' }, warn_at: [] };
  const [sent] = rulesOf([{ ...rule, when: { priority: ['high', ' '], tenant: [], vip: null } }]);
  expect(sent).toMatchObject({ when: { priority: ['high'] }, targets: { ola: 'PT1H' } });
  expect(Object.keys(sent?.when ?? {})).toEqual(['priority']);
});
