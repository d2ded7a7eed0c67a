import { describe, expect, it } from 'vitest';
import type { TenantView } from '#lib/api/types.ts';
import type { CallerView } from '#lib/desk/api.ts';
import type { Offer } from '#lib/offers/api.ts';
import { Creating, fieldOf } from './creating.svelte.ts';
import { isBack } from './unfinished.ts';

const acme = { ref: { desk: 'noord', tenant: 'acme' }, name: 'Acme' } as TenantView;
const fjell = { ref: { desk: 'noord', tenant: 'fjell' }, name: 'Fjell' } as TenantView;
const pim: CallerView = {
  id: 'pim',
  name: 'Pim',
  email: 'pim@acme.example',
  phones: [],
  vip: false,
  desk: 'noord',
  tenant: acme
};
const phone: Offer = {
  id: 'phone',
  name: 'A phone',
  description: '',
  names: {},
  tenants: [],
  retired: false,
  orderable: true,
  icon: 'smartphone',
  helps: {},
  fields: [
    { id: 'size', kind: 'text', label: 'Size', labels: {}, help: '', helps: {}, required: true, choices: [] }
  ]
};
const creating = (asked = '') => new Creating(() => [acme, fjell], new URLSearchParams(asked));

describe('a ticket that is being made', () => {
  it('says all that is missing', () => {
    const one = creating();
    expect(one.missing()).toEqual({ caller: 'required', text: 'required' });
    one.isNew('kari');
    expect([one.name, one.missing()]).toEqual([
      'kari',
      { tenant: 'required', email: 'email', text: 'required' }
    ]);
  });

  it('words its subject until somebody else does', () => {
    const one = creating();
    one.text = 'The printer is out. Since nine.';
    one.wrote();
    expect(one.subject).toBe('The printer is out');
    one.subject = 'Printer';
    one.worded();
    one.text = 'Something else';
    one.wrote();
    expect(one.subject).toBe('Printer');
    expect(creating('subject=Told&text=x').subject).toBe('Told');
  });

  it('is a request of what is ordered, with its answers, and needs no more words', () => {
    const one = creating();
    one.chose(pim);
    one.chooses(phone, 'A phone');
    expect([one.missing(), one.unanswered()]).toEqual([{}, { size: 'required' }]);
    one.answers['size'] = 'small';

    expect(one.unanswered()).toEqual({});
    expect(one.body(acme.ref)).toEqual({
      subject: 'A phone',
      text: '',
      tenant: acme.ref,
      requester: { email: 'pim@acme.example', name: 'Pim' },
      channel: 'phone',
      priority: 'normal',
      service: 'phone',
      fields: { size: 'small' }
    });
  });

  it('is about what is there where the caller is', () => {
    const one = creating();
    one.chose(pim);
    one.about = 'network';
    one.text = 'Down.';
    expect(one.body(acme.ref)).toMatchObject({ category: 'network', type: 'incident' });
    one.another();
    expect([one.about, one.place]).toEqual(['', null]);
    one.isNew('kari@fjell.example');
    one.tenant = '1';
    expect([one.email, one.place]).toEqual(['kari@fjell.example', fjell.ref]);
  });
});

it('is kept as it stands, and goes on from there', () => {
  const one = creating();
  expect(one.begun()).toBeNull();
  one.chose(pim);
  one.text = 'Down. Since nine.';
  one.wrote();
  one.about = 'network';
  const kept = structuredClone(one.begun());
  const again = creating();
  if (kept) again.goesOn(kept);
  expect(again.body(acme.ref)).toEqual(one.body(acme.ref));

  again.text = 'Up again.';
  again.wrote();
  expect(again.subject).toBe('Up again');
  again.subject = 'Told';
  again.worded();
  const told = again.begun();
  const last = creating();
  if (told) last.goesOn(told);
  last.text = 'Else.';
  last.wrote();
  expect(last.subject).toBe('Told');
});

it('belongs to a page that was loaded once more, and to no other', () => {
  const loaded = (type: string, name: string) => ({
    getEntriesByType: () => [{ type, name: `https://help.example${name}` }] as unknown as PerformanceEntryList
  });
  expect(isBack('/desk/new', loaded('reload', '/desk/new?how=phone'))).toBe(true);
  expect(isBack('/desk/new', loaded('navigate', '/desk/new'))).toBe(false);
  expect(isBack('/desk/new', loaded('reload', '/desk'))).toBe(false);
});

it('knows the API’s names of its fields', () => {
  expect([fieldOf('requester.email'), fieldOf('channel'), fieldOf(null)]).toEqual([
    'email',
    undefined,
    undefined
  ]);
});
