import { describe, expect, it } from 'vitest';
import { marked } from './marks.ts';

const shown = (text: string, ranges: number[][]) =>
  marked(text, ranges)
    .map(({ text: part, found }) => (found ? `[${part}]` : part))
    .join('');

describe('marking what was found', () => {
  it.each([
    ['printer jam', [], 'printer jam'],
    ['printer jam', [[0, 7]], '[printer] jam'],
    [
      'the printer jam',
      [
        [12, 15],
        [4, 11]
      ],
      'the [printer] [jam]'
    ],
    ['🖨 printer', [[3, 10]], '🖨 [printer]'],
    [
      '打印机卡纸',
      [
        [0, 2],
        [3, 5]
      ],
      '[打印]机[卡纸]'
    ]
  ])('%s %j', (text, ranges, wanted) => {
    expect(shown(text, ranges)).toBe(wanted);
  });

  it('keeps the whole text whatever the ranges are', () => {
    for (const ranges of [
      [[5, 2]],
      [[0, 99]],
      [
        [0, 4],
        [2, 6]
      ],
      [[-3, 2]],
      [[4, 4]]
    ])
      expect(
        marked('printer', ranges)
          .map((part) => part.text)
          .join('')
      ).toBe('printer');
  });
});
