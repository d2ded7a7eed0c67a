import { expect, it } from 'vitest';
import { usesIn } from './used-keys.ts';

const uses = usesIn([
  {
    path: 'lib/desk/Story.svelte',
    text: `
      import { t, word } from '#lib/i18n/index.svelte.ts';
      import { d } from './words.svelte.ts';
      import { m as merge } from './merging/words.svelte.ts';
      d('story.title'); t(\n 'app.name'); merge('go');
      t(open ? 'open.yes' : 'open.no'); d(\`state.\${nameOf({ state })}.said\`); word('role', it);
      const row = { label: 'row.label' };`
  }
]);

it.each([
  ['lib/desk', 'story.title'],
  ['lib/i18n', 'app.name'],
  ['lib/desk/merging', 'go'],
  ['lib/i18n', 'open.no'],
  ['lib/desk', 'state.new.said'],
  ['lib/i18n', 'role.agent'],
  ['lib/admin', 'row.label']
])('in %s, %s is used', (area, key) => {
  expect(uses.has(area, key)).toBe(true);
});

it.each([
  ['lib/i18n', 'story.title'],
  ['lib/desk', 'go'],
  ['lib/desk', 'state.new'],
  ['lib/desk', 'role.agent'],
  ['lib/i18n', 'story']
])('in %s, %s is not', (area, key) => {
  expect(uses.has(area, key)).toBe(false);
});
