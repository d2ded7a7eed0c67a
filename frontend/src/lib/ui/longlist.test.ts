import { describe, expect, it } from 'vitest';
import { LEAST, MOST, nextDrawn, sum, type Drawn, type Sight } from './drawnRows.ts';
import { RowSizes } from './rowSizes.ts';

const ROW = 100;
const sizes = Float64Array.from({ length: 1000 }, () => ROW);
const WINDOW = 800;

/** The list, `at` px above the upper edge of the window, with these rows drawn. */
const sight = ({ from, to }: Drawn, at: number, moved = 0): Sight => ({
  top: from * ROW - at,
  bottom: to * ROW - at,
  height: WINDOW,
  moved
});

function settled(begin: Drawn, at: number): { drawn: Drawn; frames: Drawn[] } {
  const frames = [begin];
  for (let drawn = begin; frames.length < 200;) {
    const next = nextDrawn(drawn, sight(drawn, at), sizes);
    if (next.from === drawn.from && next.to === drawn.to) return { drawn, frames };
    frames.push(next);
    drawn = next;
  }
  throw new Error('it never ends');
}

describe('the rows of a long list', () => {
  it('fill the window at once, then come one a frame until what is near is drawn', () => {
    const { drawn, frames } = settled({ from: 0, to: 6 }, 0);

    expect(frames[1]).toEqual({ from: 0, to: 8 });
    expect(frames.slice(2).map(({ to }) => to)).toEqual([9, 10, 11, 12, 13, 14, 15]);
    expect(drawn).toEqual({ from: 0, to: (WINDOW + LEAST) / ROW });
  });

  it('are drawn where the list was thrown to, without what lies between', () => {
    const { drawn, frames } = settled({ from: 0, to: 15 }, 50_050);

    expect(frames[1]).toEqual({ from: 500, to: 509 });
    expect(drawn.to - drawn.from).toBeLessThan(30);
  });

  it('that are far are drawn no more', () => {
    const drawn = nextDrawn({ from: 0, to: 60 }, sight({ from: 0, to: 60 }, 3000), sizes);

    expect(drawn).toEqual({ from: (3000 - MOST) / ROW - 1, to: (3000 + WINDOW + MOST) / ROW + 1 });
  });

  it.each([
    [60, { from: 20, to: 41 }],
    [-60, { from: 19, to: 40 }]
  ])('ahead come first: moved by %d px', (moved, expected) => {
    const drawn = { from: 20, to: 40 };

    expect(nextDrawn(drawn, sight(drawn, 2600, moved), sizes)).toEqual(expected);
  });

  it('that a fast finger would miss come together', () => {
    const drawn = { from: 0, to: 12 };

    expect(nextDrawn(drawn, sight(drawn, 350, 300), sizes)).toEqual({ from: 0, to: 18 });
  });

  it('end where the list ends, also when it became shorter', () => {
    const short = sizes.slice(0, 3);

    expect(nextDrawn({ from: 0, to: 6 }, sight({ from: 0, to: 3 }, 0), short)).toEqual({ from: 0, to: 3 });
    expect(nextDrawn({ from: 20, to: 40 }, sight({ from: 3, to: 3 }, 0), short)).toEqual({ from: 0, to: 3 });
    expect(nextDrawn({ from: 0, to: 6 }, sight({ from: 0, to: 0 }, 0), sizes.slice(0, 0))).toEqual({
      from: 0,
      to: 0
    });
  });

  it('of a list far below the window are but one, and that is all', () => {
    expect(settled({ from: 0, to: 6 }, -5000).drawn).toEqual({ from: 0, to: 1 });
  });
});

describe('the sizes of rows', () => {
  it('are guessed until they are known, then as the others are', () => {
    const known = new RowSizes();
    expect(sum(known.of(['a', 'b'], 0), 0, 2)).toBe(260);

    known.set('a', 90);
    known.set('a', 100);

    expect([...known.of(['b', 'a'], 390)]).toEqual([100, 100]);
  });

  it('are worth nothing in another width', () => {
    const known = new RowSizes();
    known.of([], 390);
    known.set('a', 90);

    expect([...known.of(['a'], 390)]).toEqual([90]);
    expect([...known.of(['a'], 844)]).toEqual([130]);
    expect(known.has('a')).toBe(false);
  });
});
