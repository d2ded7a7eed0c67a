import { describe, expect, it, vi } from 'vitest';
import type { Category, Offered } from './api.ts';
import { Offering } from './offering.svelte.ts';

const category = (id: string): Category => ({
  id,
  name: id,
  parent: null,
  names: {},
  retired: false,
  icon: ''
});
const offered: Offered = { items: [], categories: [category('printing')] };
const acme = { desk: 'noord', tenant: 'acme' };

describe('what there is to choose from', () => {
  it('is asked for once for each organisation', async () => {
    const listed = vi.fn(() => Promise.resolve(offered));
    const offering = new Offering(listed);
    await Promise.all([offering.load(acme), offering.load({ ...acme })]);

    expect(listed).toHaveBeenCalledTimes(1);
    expect(offering.of(acme).categories.map(({ id }) => id)).toEqual(['printing']);
    expect(offering.of({ desk: 'noord', tenant: 'fjell' })).toEqual({ items: [], categories: [] });
  });

  it('is asked for again after it could not be read', async () => {
    const listed = vi.fn(() => Promise.resolve(offered)).mockRejectedValueOnce(new Error('away'));
    const offering = new Offering(listed);
    await offering.load(acme);
    expect(offering.of(acme).categories).toEqual([]);
    await offering.load(acme);

    expect(offering.of(acme)).toEqual(offered);
  });
});
