import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const documents = [
  '{ parcels { id weightGrams sender } region(fips: "11001") { fips parcelCount trackCount beds } }',
  'query One($fips: ID!) { region(fips: $fips) { fips parcelCount } }',
  'query On($day: Weekday, $since: DateTime) { parcelsOn(day: $day, since: $since) }',
  'mutation Post($input: PostInput!) { post(input: $input) { parcel { id weightGrams } } }',
  '{ broken refused owned }',
  '{ __schema { queryType { name } } }',
  '{ __type(name: "Parcel") { name } }',
  '{ unknown }',
  '{ parcels ] }',
  'query A { parcels { id } } query B { parcelsOn }',
  'subscription { parcels { id } }',
];

const aValue = fc.constantFrom<unknown>(
  '11001',
  7,
  null,
  true,
  {},
  { parcelId: 'p1' },
  { parcelId: 1, x: 1 },
  [],
);
const aBody = fc.record(
  {
    query: fc.constantFrom<unknown>(...documents, ...documents.slice(0, 5), '', null, 7),
    variables: fc.oneof(
      fc.record({ fips: aValue, input: aValue, day: aValue, since: aValue }, { requiredKeys: [] }),
      aValue,
    ),
    operationName: fc.constantFrom<unknown>('One', 'Post', 'A', 'Nobody', '', null, 7),
    extensions: fc.constantFrom<unknown>(
      {},
      null,
      { cost: true },
      { why: true },
      { preview: true },
      'text',
      [],
    ),
  },
  { requiredKeys: ['query'] },
);
const anAccept = fc.constantFrom(
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json;q=0.9',
  'text/html',
);

/** Makes a text that the gateway has not read before, and that means the same. */
let unread = 0;
const asUnread = (body: { query: unknown }) =>
  typeof body.query === 'string' && body.query !== ''
    ? { ...body, query: `${body.query} #${(unread += 1)}` }
    : body;

let gateway: TinyGateway;
let token: string;

beforeAll(async () => {
  gateway = await startTinyGateway('in process');
  token = await gateway.tokenWith([]);
});
afterAll(() => gateway.close());

async function send(body: unknown, accept: string) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, accept },
    body: JSON.stringify(body),
  });
  const names = ['content-type', 'cache-control', 'ratelimit-policy', 'www-authenticate', 'vary'];
  return {
    status: response.status,
    headers: names.map((name) => response.headers.get(name)),
    body: (await response.text()).replace(/"referenceId":"[^"]*"/g, '"referenceId":""'),
  };
}

test('a document that was read before is answered to the letter as one that is read for the first time', async () => {
  for (const accept of ['*/*', 'application/json', 'application/graphql-response+json']) {
    for (const query of documents) await send({ query }, accept);
  }

  await fc.assert(
    fc.asyncProperty(aBody, anAccept, async (body, accept) => {
      const known = await send(body, accept);
      const first = await send(asUnread(body), accept);

      expect(known).toEqual(first);
    }),
    { numRuns: 200 },
  );
});
