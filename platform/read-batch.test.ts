import { expect, test } from '@jest/globals';
import { readBatch } from './read-batch.ts';

const aRequest = (rest: object = {}) => ({
  document: '{ a }',
  viewerToken: 'token',
  requestId: 'r',
  ...rest,
});

test('what requests have in common may be said once: each gets its own document and token', () => {
  const batch = {
    documents: ['{ a }', '{ b }'],
    viewerTokens: ['one', 'two'],
    requests: [
      { document: 0, viewerToken: 1, requestId: 'r1' },
      { document: 1, viewerToken: 1, requestId: 'r2', variables: { id: 1 } },
    ],
  };

  expect(readBatch(batch)).toEqual([
    { document: '{ a }', viewerToken: 'two', requestId: 'r1' },
    { document: '{ b }', viewerToken: 'two', requestId: 'r2', variables: { id: 1 } },
  ]);
});

test('one request and a list of requests stand for themselves', () => {
  expect(readBatch(aRequest())).toEqual([aRequest()]);
  expect(readBatch([aRequest(), aRequest({ requestId: 's' })])).toHaveLength(2);
});

test.each([
  ['a place beyond the documents', { document: 1, viewerToken: 0, requestId: 'r' }],
  ['a negative place', { document: -1, viewerToken: 0, requestId: 'r' }],
  ['a name of the list itself', { document: 'length', viewerToken: 0, requestId: 'r' }],
  ['no token', { document: 0, requestId: 'r' }],
  ['no request at all', null],
])('a batch with %s is refused', (_case, request) => {
  const batch = { documents: ['{ a }'], viewerTokens: ['one'], requests: [request] };

  expect(() => readBatch(batch)).toThrow('Each request needs');
});
