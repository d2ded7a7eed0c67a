import { describe, expect, it } from 'vitest';
import type { AuditEvent, Erasure } from '../api.ts';
import { askedFor, stepOf } from './steps.ts';

const event = (what: string, subject: Record<string, string>): AuditEvent => ({
  id: 'e1',
  at: '2026-11-20T12:00:00Z',
  what,
  by: 'iris@noord.example',
  name: 'Iris',
  key: '',
  source: '',
  request: '',
  subject,
  changes: [],
  more: 0,
  asked: '',
  why: ''
});

describe('what was asked for', () => {
  const subject = { desk: 'noord', tenant: 'acme', person: 'kim' };
  const path = '/desks/{desk}/tenants/{tenant}/people/{person}';

  it('is read from the audit: jobs that were begun, and nothing else', () => {
    const found = askedFor([
      event(`POST ${path}/erasures`, subject),
      event(`POST ${path}/exports`, subject),
      event(`PUT ${path}`, subject),
      event(`POST ${path}/exports`, { desk: 'noord' })
    ]);
    expect(found.map((one) => one.what)).toEqual(['erasure', 'export']);
    expect(found[0]).toMatchObject({ tenant: 'acme', person: 'kim', by: 'Iris' });
  });
});

describe('how far an erasure is', () => {
  const at = (step: string) => stepOf({ step } as Erasure);

  it('is told by its step', () => {
    expect(at('doors')).toMatchObject({ at: 0, of: 5 });
    expect(at('objects')).toMatchObject({ at: 4, of: 5 });
    expect(at('something newer')).toMatchObject({ step: 'doors', at: 0 });
  });
});
