import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
});
afterAll(() => gateway.close());

const guesses = [
  'parcel',
  'parcelz',
  'regio',
  'patients',
  'zzz',
  'track',
  'unitname',
  '_entities',
  '_service',
  '__resolveReference',
];

test('every wrong name is answered with the same words', async () => {
  const answers = await Promise.all(guesses.map((name) => gateway.ask(`{ ${name} }`)));

  const words = answers.map(({ text }, index) => text.replaceAll(guesses[index] ?? '', 'NAME'));

  expect(new Set(words).size).toBe(1);
  expect(answers.every(({ status }) => status === 400)).toBe(true);
});

test.each([
  '{ parcels { weight } }',
  '{ region(fip: "1") { fips } }',
  '{ region(fips: "1") { ...F } } fragment F on Regio { fips }',
  'query($v: PostInpu) { parcels { id } }',
  'mutation { post(input: { parcel: "1" }) { parcel { id } } }',
])('no name is suggested for %s', async (query) => {
  const { status, text } = await gateway.ask(query);

  expect(status).toBe(400);
  expect(text).not.toMatch(/did you mean/i);
});

test('no name is suggested for a wrong variable', async () => {
  const { status, text } = await gateway.ask(
    'mutation($i: PostInput!) { post(input: $i) { parcel { id } } }',
    {
      variables: { i: { parcelID: '1', parcelId: '1' } },
    },
  );

  expect(status).toBe(400);
  expect(text).not.toMatch(/did you mean/i);
});
