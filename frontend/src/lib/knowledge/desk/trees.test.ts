import { describe, expect, it } from 'vitest';
import { drawn, freeId, nodeOfField, numbered, without } from './trees.ts';
import type { TreeInput } from './types.ts';

const tree: TreeInput = {
  space: 'help',
  names: { en: 'Lamp' },
  start: 'plug',
  language: 'en',
  nodes: [
    { is: 'answer', id: 'do', texts: { en: 'Plug it in' } },
    {
      is: 'question',
      id: 'plug',
      texts: { en: 'Plugged in?' },
      choices: [
        { labels: { en: 'No' }, to: 'do' },
        { labels: { en: 'Look again' }, to: 'plug' }
      ]
    },
    { is: 'answer', id: 'step-1', texts: {} }
  ]
};

describe('a tree that is edited', () => {
  it('is drawn from its start, a way back only by its number', () => {
    const { reached, lost } = drawn(tree, 'en');
    expect(reached.map(({ node, depth, number, by, again }) => [node.id, depth, number, by, again])).toEqual([
      ['plug', 0, 1, '', false],
      ['do', 1, 2, 'No', false],
      ['plug', 1, 1, 'Look again', true]
    ]);
    expect(lost.map((node) => node.id)).toEqual(['step-1']);
    expect(numbered(tree).get('step-1')).toBe(3);
  });

  it('gives new steps a name of their own', () => {
    expect(freeId(tree)).toBe('step-2');
  });

  it('loses the choices that led to a step with it', () => {
    const left = without(tree, 'do').nodes.find((node) => node.id === 'plug');
    expect(left?.is === 'question' && left.choices.map((choice) => choice.to)).toEqual(['plug']);
    expect(without(tree, 'plug').start).toBe('do');
  });

  it.each([
    ['nodes.queue.choices[1].to', 'queue'],
    ['nodes.step-2', 'step-2'],
    ['start', null],
    [null, null]
  ])('%j is about %j', (field, node) => {
    expect(nodeOfField(field)).toBe(node);
  });
});
