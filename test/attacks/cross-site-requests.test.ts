import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
});
afterAll(() => gateway.close());

const mutation = 'mutation { post(input: { parcelId: "1" }) { parcel { id } } }';
const preflight = { 'apollo-require-preflight': '1' };
const send = (method: string, search: string, headers: Record<string, string>, body?: string) =>
  fetch(`${gateway.url}/graphql${search}`, { method, headers, ...(body === undefined ? {} : { body }) });

describe('what a page of another site can make a browser send', () => {
  test.each<[string, string, string, Record<string, string>, string | undefined]>([
    ['a mutation by GET', 'GET', `?query=${encodeURIComponent(mutation)}`, preflight, undefined],
    [
      'a mutation in a form',
      'POST',
      '',
      { 'content-type': 'application/x-www-form-urlencoded' },
      `query=${mutation}`,
    ],
    ['a mutation as text', 'POST', '', { 'content-type': 'text/plain' }, JSON.stringify({ query: mutation })],
    ['a mutation without a type', 'POST', '', { 'content-type': '' }, JSON.stringify({ query: mutation })],
    ['a mutation as multipart', 'POST', '', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    [
      'two types at once',
      'POST',
      '',
      { 'content-type': 'text/plain, application/json' },
      JSON.stringify({ query: mutation }),
    ],
    [
      'another charset',
      'POST',
      '',
      { 'content-type': 'application/json; charset=utf-7' },
      JSON.stringify({ query: mutation }),
    ],
    [
      'a batch of ten',
      'POST',
      '',
      { 'content-type': 'application/json' },
      JSON.stringify(Array(10).fill({ query: mutation })),
    ],
    ['a query by GET without a preflight', 'GET', '?query={parcels{id}}', {}, undefined],
    [
      'a GET with a simple content type',
      'GET',
      '?query={parcels{id}}',
      { 'content-type': 'text/plain' },
      undefined,
    ],
    ['PUT', 'PUT', '', { 'content-type': 'application/json' }, JSON.stringify({ query: mutation })],
    ['DELETE', 'DELETE', '', {}, undefined],
  ])('is refused: %s', async (_name, method, search, headers, body) => {
    const before = gateway.asked.length;

    const response = await send(method, search, headers, body);

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(gateway.asked).toHaveLength(before);
    await response.body?.cancel();
  });

  test('is told nothing that would let it read an answer', async () => {
    const origin = { origin: 'https://elsewhere.example', 'content-type': 'application/json' };
    const asked = await send('POST', '', origin, JSON.stringify({ query: '{ parcels { id } }' }));
    const preflighted = await send('OPTIONS', '', { ...origin, 'access-control-request-method': 'POST' });

    for (const { headers } of [asked, preflighted]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    expect(preflighted.status).toBe(405);
    await Promise.all([asked.body?.cancel(), preflighted.body?.cancel()]);
  });
});

test('no request whatever is answered with a fault or a hint at the schema', async () => {
  const word = fc.constantFrom(
    'query',
    'variables',
    'operationName',
    'extensions',
    'documentId',
    'persistedQuery',
    '__proto__',
  );
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('{ parcels { id } }', 'query A { __typename }', '{ parcel }', 'sha256:'),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc.dictionary(fc.oneof(word, fc.string()), tie('value'), { maxKeys: 4 }),
  }));
  const body = fc.oneof(
    fc.dictionary(word, value, { maxKeys: 5 }).map((object) => JSON.stringify(object)),
    fc.json(),
    fc.string(),
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'application/graphql',
    ';',
  );

  await fc.assert(
    fc.asyncProperty(body, type, async (sent, contentType) => {
      const response = await send('POST', '', { 'content-type': contentType }, sent);
      const answer = await response.text();

      expect(response.status).toBeLessThan(500);
      expect(answer).not.toMatch(/did you mean|INTERNAL|at .*\.ts:/i);
      expect(JSON.parse(answer)).toBeInstanceOf(Object);
    }),
    { numRuns: 300 },
  );

  expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
});
