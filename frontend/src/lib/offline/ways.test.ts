import { describe, expect, it } from 'vitest';
import { API } from './tests.ts';
import { copyName, waitingWrite } from './ways.ts';

describe('what is kept', () => {
  it.each([
    ['/tickets?view=queue&limit=50', '/tickets?view=queue'],
    ['/tickets?limit=100&view=queue', '/tickets?view=queue'],
    ['/tickets?view=queue&limit=50&cursor=x', '/tickets?cursor=x&limit=50&view=queue'],
    ['/tickets/A-1', '/tickets/A-1'],
    ['/me', '/me'],
    ['/offers?tenant=acme&desk=noord', '/offers?desk=noord&tenant=acme'],
    ['/articles/12', '/articles/12'],
    ['/search?q=secret', null],
    ['/tickets/A-1/attachments/e/a', null],
    ['/desks/noord/keys', null]
  ])('%s is kept as %s', (path, name) => {
    expect(copyName(API + path)).toBe(name);
  });

  it.each([
    ['POST', '/tickets', { kind: 'open', ticket: null }],
    ['POST', '/tickets/A-1/messages', { kind: 'message', ticket: 'A-1' }],
    ['PUT', '/tickets/A-1/state', { kind: 'state', ticket: 'A-1' }],
    ['PUT', '/tickets/A-1/relations/B-2', { kind: 'link', ticket: 'A-1' }],
    ['DELETE', '/tickets/A-1/relations/B-2', null],
    ['DELETE', '/tickets/A-1/links', null],
    ['POST', '/tickets/A-1/uploads', null],
    ['POST', '/desks/noord/keys', null]
  ])('%s %s waits as %j', (method, path, write) => {
    expect(waitingWrite(method, API + path)).toEqual(write);
  });
});
