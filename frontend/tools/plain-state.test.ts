import { expect, it } from 'vitest';
import { PLAIN } from './plain-state.ts';

const devalue = await import(`data:text/javascript,${encodeURIComponent(PLAIN)}`);

it('gives back what history keeps of a page', () => {
  expect(devalue.parse(devalue.stringify({ fromList: true }))).toEqual({ fromList: true });
});

it('has every name that SvelteKit uses in a browser', async () => {
  const names = Object.keys(await import('devalue'));

  expect(names).toEqual(expect.arrayContaining(Object.keys(devalue)));
  expect(() => devalue.unflatten([])).toThrow('plain-state');
});
