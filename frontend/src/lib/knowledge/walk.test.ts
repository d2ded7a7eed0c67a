import { describe, expect, it } from 'vitest';
import type { Tree } from './types.ts';
import { inLanguage, prefilled, standing, told } from './walk.ts';

const tree: Tree = {
  id: 'lamp',
  space: 'help',
  name: 'Lamp',
  names: { en: 'Lamp' },
  language: 'en',
  state: 'published',
  start: 'plug',
  version: 1,
  html: {},
  nodes: [
    {
      is: 'question',
      id: 'plug',
      texts: { en: 'Is it plugged in?', nl: 'Zit de stekker erin?' },
      choices: [
        { labels: { en: 'Yes', nl: 'Ja' }, to: 'ask' },
        { labels: { en: 'No' }, to: 'do' },
        { labels: { en: 'Gone' }, to: 'nowhere' }
      ]
    },
    { is: 'answer', id: 'do', texts: { en: 'Plug it in.' } },
    { is: 'ticket', id: 'ask', subjects: { en: 'Lamp is dark' }, texts: { en: 'It is dark.', nl: 'Donker.' } }
  ]
};

describe('walking a tree', () => {
  it('stands at the start, then where the choices lead', () => {
    expect(standing(tree, [])?.id).toBe('plug');
    expect(standing(tree, [{ node: 'plug', choice: 1 }])?.id).toBe('do');
  });

  it('knows when a path leads nowhere', () => {
    expect(standing(tree, [{ node: 'plug', choice: 2 }])).toBeNull();
    expect(standing(tree, [{ node: 'plug', choice: 9 }])).toBeNull();
    expect(standing(tree, [{ node: 'do', choice: 0 }])).toBeNull();
  });

  it('tells what was answered, in the language of the reader where there is one', () => {
    expect(told(tree, [{ node: 'plug', choice: 1 }], 'nl')).toEqual([
      { question: 'Zit de stekker erin?', answer: 'No' }
    ]);
  });

  it('fills a ticket in with what was answered', () => {
    const end = tree.nodes[2] as Extract<Tree['nodes'][number], { is: 'ticket' }>;
    expect(prefilled(tree, [{ node: 'plug', choice: 0 }], end, 'nl')).toEqual({
      subject: 'Lamp is dark',
      text: 'Donker.\n\nZit de stekker erin?\n→ Ja'
    });
  });
});

it('takes any language before it takes none', () => {
  expect([inLanguage({ ru: 'да' }, 'nl', 'en'), inLanguage({}, 'en')]).toEqual(['да', '']);
});
