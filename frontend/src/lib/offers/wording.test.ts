import { describe, expect, it } from 'vitest';
import type { Service } from '#lib/admin/api.ts';
import { put, wordings } from './wording.ts';

const laptop: Service = {
  id: 'laptop',
  name: 'Laptop',
  description: 'In a week.',
  names: { nl: 'Schootcomputer' },
  tenants: [],
  orderable: true,
  icon: 'laptop',
  helps: {},
  fields: [
    {
      id: 'size',
      kind: 'choice',
      label: 'Screen',
      labels: {},
      help: '',
      helps: {},
      required: true,
      choices: [
        { id: 's', label: 'Small', labels: { nl: 'Klein' } },
        { id: 'l', label: 'Large', labels: {} }
      ]
    }
  ]
};

describe('a service in another language', () => {
  it('has every text that is there, and no other', () => {
    expect(wordings(laptop, 'nl').map(({ own, text }) => [own, text])).toEqual([
      ['Laptop', 'Schootcomputer'],
      ['In a week.', ''],
      ['Screen', ''],
      ['Small', 'Klein'],
      ['Large', '']
    ]);
    expect(wordings({ ...laptop, orderable: false }, 'nl')).toHaveLength(1);
  });

  it('is reworded one text at a time, and keeps the rest', () => {
    const after = wordings(laptop, 'nl').reduce(
      (service, { id }) =>
        wordings(service, 'nl')
          .find((one) => one.id === id)
          ?.reworded(id) ?? service,
      laptop
    );

    expect([after.names, after.helps, after.fields[0]?.labels]).toEqual([
      { nl: 'name' },
      { nl: 'description' },
      { nl: 'size-label' }
    ]);
    expect(after.fields[0]?.choices.map(({ labels }) => labels)).toEqual([
      { nl: 'size-s' },
      { nl: 'size-l' }
    ]);
  });

  it('falls back again where a text is taken out', () => {
    expect(put({ nl: 'Klein', ru: 'Малый' }, 'nl', ' ')).toEqual({ ru: 'Малый' });
  });
});
