import { expect, it } from 'vitest';
import type { TenantSettings } from './api.ts';
import { formOf, readable } from './organisation.ts';

it('is read field by field, in the words of the form', () => {
  const addresses = ['help@acme.example', 'it@acme.example', 'hr@acme.example'].map((address) => ({
    address
  }));
  const stored = {
    name: 'Acme',
    prefix: 'ACME',
    language: 'nl',
    policy: 'gold',
    suspended: true,
    approve_unknown: false,
    addresses,
    branding: { colour: '#123456', title: 'Help', footer: '' },
    hosts: ['support.acme.example', 'it.acme.example'],
    open_look: true
  } as unknown as TenantSettings;
  const form = formOf(stored);
  expect(form).toMatchObject({ address: 'help@acme.example', more: 'it@acme.example\nhr@acme.example' });
  expect(readable(form, [{ id: 'gold', name: 'Gold' }])).toMatchObject({
    more: 'it@acme.example, hr@acme.example',
    language: 'Nederlands',
    policy: 'Gold',
    approve: '',
    suspended: '✓',
    hosts: 'support.acme.example, it.acme.example',
    open: '✓',
    title: 'Help'
  });
  expect(readable(formOf({ ...stored, addresses: [] }), [])).toMatchObject({ address: '', policy: 'gold' });
});
