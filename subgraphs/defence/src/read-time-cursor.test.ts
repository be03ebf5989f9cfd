import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestWing, anOfficerOf, openTestWing } from './open-test-wing.ts';

let wing: TestWing;
beforeAll(async () => {
  wing = await openTestWing('2026-11-23T12:00:00Z');
});
afterAll(() => wing.close());

const cursorOf = (...parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const area = 'area: { regionFips: "11001" }';
const lists = [
  ['alerts', 'alerts(after: $after) { totalCount }'],
  ['airspaces', 'airspaces(after: $after) { totalCount }'],
  ['flight plans', 'flightPlans(after: $after) { totalCount }'],
  ['tracks', `tracks(${area}, after: $after) { totalCount }`],
  ['tracks of the picture', `operatingPicture(${area}) { tracks(after: $after) { totalCount } }`],
  ['pending shares', 'units { pendingShares(after: $after) { totalCount } }'],
] as const;
const foreign = [
  ['of nothing', cursorOf()],
  ['of an empty text', cursorOf('')],
  ['of a word', cursorOf('airspace')],
  ['of a word and an id', cursorOf('soon', '018f2e4c-0000-7000-8000-000000000000')],
  ['of an instant and no id', cursorOf('2026-11-23T12:00:00.000Z')],
  ['of an instant and a word', cursorOf('2026-11-23T12:00:00.000Z', 'x')],
  [
    'of a day that there is not',
    cursorOf('2026-13-45T12:00:00.000Z', '018f2e4c-0000-7000-8000-000000000000'),
  ],
] as const;

test.each(
  lists.flatMap(([list, field]) => foreign.map(([words, after]) => [list, words, field, after] as const)),
)('the list of %s refuses a cursor %s', async (_list, _words, field, after) => {
  const { errors } = await wing.ask(anOfficerOf('USCP'), `query($after: String!) { ${field} }`, { after });

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
});
