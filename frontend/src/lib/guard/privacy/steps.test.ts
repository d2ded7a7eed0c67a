import { describe, expect, it } from 'vitest';
import type { AuditEvent, PrivacyJob } from '../api.ts';
import { askedFor, personOf, standing, stepOf } from './steps.ts';

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
    expect(found[0]).toMatchObject({ tenant: 'acme', person: 'kim' });
  });

  it('tells whose a job is that no longer says so itself', () => {
    const asked = askedFor([event(`POST ${path}/erasures`, subject)]);
    const job = { kind: 'erasure', tenant: 'acme', person: null, at: '2026-11-20T12:00:02Z' } as PrivacyJob;
    expect(personOf(job, asked)).toBe('kim');
    expect(personOf({ ...job, person: 'pim' }, asked)).toBe('pim');
    expect(personOf({ ...job, kind: 'export' }, asked)).toBeNull();
    expect(personOf({ ...job, tenant: 'globex' }, asked)).toBeNull();
    expect(personOf({ ...job, at: '2026-11-20T12:01:00Z' }, asked)).toBeNull();
  });
});

describe('how far an erasure is', () => {
  const at = (step: string) => stepOf({ step });

  it('is told by its step', () => {
    expect(at('doors')).toMatchObject({ at: 0, of: 5 });
    expect(at('objects')).toMatchObject({ at: 4, of: 5 });
    expect(at('something newer')).toMatchObject({ step: 'doors', at: 0 });
  });
});

describe('how a job stands', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const job = { state: 'working', next_at: '2026-11-20T12:01:00Z', failed: 0 } as PrivacyJob;

  it('is at work, waits for the day that was told, or is done', () => {
    expect(standing(job, now)).toBe('working');
    expect(standing({ ...job, next_at: '2026-12-20T12:00:00Z' }, now)).toBe('waiting');
    expect(standing({ ...job, next_at: '2026-11-20T13:00:00Z', failed: 3 }, now)).toBe('working');
    expect(standing({ ...job, state: 'done', next_at: null }, now)).toBe('done');
  });
});
