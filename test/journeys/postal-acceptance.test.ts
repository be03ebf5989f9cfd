import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@rotunda/platform/test-database';
import { createDemonstrationDatabase } from '@rotunda/postal/create-demonstration-database';
import { type PostOffice, openPostOffice } from './open-post-office.ts';
import { registerTestAddresses } from './register-test-addresses.ts';
import { type Address, type Placed, visitPostOffice } from './visit-post-office.ts';

const faults: unknown[] = [];
let database: TestDatabase;
let office: PostOffice;
let visit: ReturnType<typeof visitPostOffice>;

beforeAll(async () => {
  database = await createDemonstrationDatabase();
  await registerTestAddresses(database.url);
  office = await openPostOffice(database.url, (fault) => void faults.push(fault));
  visit = visitPostOffice(office);
});
afterAll(async () => {
  await office.close();
  await database.drop();
  expect(faults).toEqual([]);
});

/** Places an order in each of the two open rounds, and gives what a third attempt is told. */
async function exhaust(...spellings: readonly Address[]): Promise<Placed> {
  const [first = {}, second = first, third = second] = spellings;
  const outcomes = [await visit.place(first), await visit.place(second)];
  expect(outcomes.map(({ order }) => order?.round.ordinal)).toEqual([1, 2]);
  return visit.place(third);
}

test('1. neighbours order both; the same unit by other designators is the same household, and is told to track', async () => {
  const minnesota = { city: 'Saint Paul', state: 'MN', zip: '55116' };
  const neighbour = await visit.place({ line1: '1379 Maynard Dr W Apt 177', ...minnesota });

  const third = await exhaust(
    { line1: '1379 Maynard Dr W Apt 176', ...minnesota },
    { line1: '1379 MAYNARD DRIVE WEST #176', ...minnesota },
    { line1: '1379 Maynard Dr W', line2: 'Unit 0176', ...minnesota },
  );

  expect(neighbour.order?.status).toBe('CONFIRMED');
  expect(third.userErrors).toMatchObject([
    { __typename: 'HouseholdLimitReached', limit: 2, remedy: { action: 'TRACK_EXISTING_ORDER' } },
  ]);
  expect((await visit.place({ line1: '1379 Maynard Dr W APT176', ...minnesota })).order).toBeNull();
});

describe('2. a building whose units the register knows in part', () => {
  const building = { city: 'Saint Paul', state: 'MN', zip: '55105' };

  test('asks for the unit by those it knows, and keeps the street’s saint', async () => {
    const checked = await visit.check({ line1: '1776 St Clair Ave', ...building });

    expect(checked).toMatchObject({
      verdict: 'MISSING_SECONDARY',
      dpv: 'D',
      unitPrompt: { knownUnits: ['107', '205'], mayClaimUnit: true },
    });
    expect(checked.standardized?.deliveryLine).toMatch(/^1776 (ST|SAINT) CLAIR AVE$/);
  });

  test('holds the order of a claimed unit, and does not take the next unit for it', async () => {
    const claimed = { unitStatement: 'UNIT_NOT_LISTED' };
    const first = await visit.place({ line1: '1776 St Clair Ave Apt 300', ...building }, claimed);
    expect(first.order?.status).toBe('HELD_FOR_REVIEW');
    expect(await visit.decide(await visit.onlyClaim(), true)).toMatchObject({
      claim: { status: 'ACCEPTED', decidedBy: 'demo-contact-agent-1', order: { status: 'CONFIRMED' } },
      userErrors: [],
    });

    const neighbour = await visit.place({ line1: '1776 St Clair Ave Apt 301', ...building }, claimed);
    expect(neighbour.order).toMatchObject({ status: 'HELD_FOR_REVIEW', round: { ordinal: 1 } });
    await visit.decide(await visit.onlyClaim(), false);

    expect(await visit.statusOf(first, '55105')).toBe('CONFIRMED');
    expect(await visit.statusOf(neighbour, '55105')).toBe('CANCELLED');
    expect(await visit.check({ line1: '1776 St Clair Ave #300', ...building })).toMatchObject({ dpv: 'Y' });
  });
});

test('3. the default of a high-rise has its barcode', async () => {
  const checked = await visit.check({
    line1: '310 Flanders Rd',
    city: 'East Lyme',
    state: 'CT',
    zip: '06333-1758',
  });

  expect(checked).toMatchObject({
    dpv: 'D',
    footnotes: [{ code: 'AA' }, { code: 'N1' }],
    deliveryPointBarcode: '063331758996',
  });
});

test('4. a fraction is a household of its own, and a number that is not there is never valid', async () => {
  const alexandria = { city: 'Alexandria', state: 'VA', zip: '22301' };
  const [whole, half] = [
    await visit.place({ line1: '202 Adams Av', ...alexandria }),
    await visit.place({ line1: '202 1/2 Adams Ave', ...alexandria }),
  ];
  const missing = await visit.check({ line1: '201 1/2 Adams Ave', ...alexandria });

  expect([whole, half].map(({ order }) => order?.round.ordinal)).toEqual([1, 1]);
  expect((await visit.check({ line1: '202 1/2 adams av', ...alexandria })).standardized?.deliveryLine).toBe(
    '202 1/2 ADAMS AVE',
  );
  expect(missing).toMatchObject({ verdict: 'NOT_FOUND', dpv: 'N' });
  expect(missing).toHaveProperty('suggestions.0.reason', 'NEAREST_NUMBER');
});

test('5. a business is told to appeal; the appeal waits, and once it is accepted there is one order a round', async () => {
  const business = { line1: '3120 M St NW', city: 'Washington', state: 'DC', zip: '20007' };
  expect((await visit.place(business)).userErrors).toMatchObject([
    {
      __typename: 'NotEligible',
      reasons: [{ code: 'BUSINESS_ADDRESS', remedy: { action: 'APPEAL_RESIDENTIAL' } }],
    },
  ]);

  const appealed = await visit.place(business, { unitStatement: 'PEOPLE_LIVE_HERE' });
  expect(appealed.order?.status).toBe('HELD_FOR_REVIEW');
  await visit.decide(await visit.onlyClaim(), true);

  expect(await visit.statusOf(appealed, '20007')).toBe('CONFIRMED');
  expect((await visit.place(business)).order?.round.ordinal).toBe(2);
  expect((await visit.place(business)).userErrors).toMatchObject([{ __typename: 'HouseholdLimitReached' }]);
});

describe('6. boxes and routes', () => {
  test.each([
    [{ line1: 'RFD Route 4 #87A', zip: '57770' }, 'RR 4 BOX 87A'],
    [{ line1: 'Star Route 68 Box # 45', zip: '57770' }, 'HC 68 BOX 45'],
    [{ line1: 'Drawer L', zip: '57770' }, 'PO BOX L'],
  ])('%j is %s, and the standard spelling is the same household', async (written, deliveryLine) => {
    expect((await visit.check(written)).standardized?.deliveryLine).toBe(deliveryLine);
    const standard = { line1: deliveryLine, zip: '57770' };

    const third = await exhaust(written, standard, written);

    expect(third.userErrors).toMatchObject([{ __typename: 'HouseholdLimitReached' }]);
  });

  test('a PO box in Pine Ridge may order', async () => {
    const box = { line1: 'PO Box 1042', city: 'Pine Ridge', state: 'SD', zip: '57770' };

    expect((await visit.place(box)).order?.status).toBe('CONFIRMED');
  });
});

describe('7. military and diplomatic mail', () => {
  test('is a household a box', async () => {
    const post = { city: 'FPO', state: 'AE', zip: '09397-0007' };
    const boxes = [
      await visit.place({ line1: 'PSC 3022 BOX 684', ...post }),
      await visit.place({ line1: 'PSC 3022 BOX 685', ...post }),
    ];

    expect(boxes.map(({ order }) => order?.round.ordinal)).toEqual([1, 1]);
    expect(
      await visit.check({ line1: 'Unit 9900 Box 0500', city: 'DPO', state: 'AE', zip: '09701' }),
    ).toMatchObject({
      standardized: { kind: 'MILITARY', lastLine: expect.stringContaining('DPO AE 09701') },
    });
  });

  test('with the city of the host country is corrected, never read as a street', async () => {
    const checked = await visit.check({
      line1: 'PSC 3022 BOX 684',
      city: 'London',
      state: 'AE',
      zip: '09397',
    });

    expect(checked).toMatchObject({ verdict: 'DELIVERABLE_CORRECTED', standardized: { kind: 'MILITARY' } });
    expect(checked.standardized?.lastLine).not.toContain('LONDON');
  });
});

test('8. the territories have their counties and their own ways of writing', async () => {
  const guam = await visit.check({
    line1: '1273 Pale San Vitores Rd',
    city: 'Tamuning',
    state: 'GU',
    zip: '96913',
  });
  const puertoRico = await visit.check({
    line1: '125 Calle Main Apt 103',
    urbanization: 'Urb Highland Gardens',
    city: 'San Juan',
    state: 'PR',
    zip: '00926',
  });

  expect(guam).toMatchObject({ dpv: 'Y', deliveryPoint: { countyFips: '66010', subdivision: 'US-GU' } });
  expect(guam.standardized?.lastLine).toBe('TAMUNING GU 96913');
  expect(puertoRico.standardized).toMatchObject({
    deliveryLine: '125 CALLE MAIN APT 103',
    components: { urbanization: 'HIGHLAND GARDENS' },
  });
});

test.each([
  [
    { line1: '92-10 Roosevelt Avenue', city: 'Jackson Heights', state: 'NY', zip: '11372' },
    '92-10 ROOSEVELT AVE',
  ],
  [{ line1: '842 E 1700 S', city: 'Salt Lake City', state: 'UT', zip: '84105' }, '842 E 1700 S'],
  [{ line1: 'N6W23001 Bluemound Rd', city: 'Waukesha', state: 'WI', zip: '53188' }, 'N6W23001 BLUEMOUND RD'],
  [
    { line1: '4513 3rd Street Circle West', city: 'Bradenton', state: 'FL', zip: '34207' },
    '4513 3RD STREET CIR W',
  ],
])('9. %j keeps its hyphen, grid or street name as %s', async (address, deliveryLine) => {
  expect(await visit.check(address)).toMatchObject({ dpv: 'Y', standardized: { deliveryLine } });
});

describe('what must not pass', () => {
  test('an address that does not exist beside one that does', async () => {
    const checked = await visit.check({
      line1: '504 SW 136th St',
      city: 'Burien',
      state: 'WA',
      zip: '98166',
    });

    expect(checked).toMatchObject({ verdict: 'NOT_FOUND', dpv: 'N' });
  });

  test.each([
    ['APT 239', '1379 MAYNARD DR W APT 239'],
    ['HOUSE', '1379 MAYNARD DR W'],
    ['55116', '1379 MAYNARD DR W'],
    ['1379', '1379 MAYNARD DR W'],
  ])('%s in the box of the unit is cleaned and asked about, not believed', async (line2, deliveryLine) => {
    const checked = await visit.check({
      line1: '1379 Maynard Dr W',
      line2,
      city: 'Saint Paul',
      state: 'MN',
      zip: '55116',
    });

    expect(checked).toMatchObject({ standardized: { deliveryLine } });
    expect(['MISSING_SECONDARY', 'INVALID_SECONDARY']).toContain(checked.verdict);
  });
});

test('an order that was placed by mistake is cancelled with number and ZIP, and its history says so', async () => {
  const home = { line1: '204 Adams Ave', city: 'Alexandria', state: 'VA', zip: '22301' };
  const placed = await visit.place(home);
  const cancel = (zip: string) =>
    office.ask<{ cancelOrder: unknown }>(
      `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
        order { status cancellable history { edges { node { __typename actor
          ... on OrderStatusChanged { from to reason } } } } }
        userErrors { __typename message } } }`,
      { input: { idempotencyKey: randomUUID(), number: placed.order?.number, zip, reason: 'MISTAKE' } },
    );

  expect(await cancel('22302')).toMatchObject({
    cancelOrder: { order: null, userErrors: [{ __typename: 'InputInvalid' }] },
  });
  expect(await cancel('22301')).toMatchObject({
    cancelOrder: {
      order: {
        status: 'CANCELLED',
        cancellable: false,
        history: {
          edges: [
            { node: { from: null, to: 'CONFIRMED', actor: 'HOUSEHOLD' } },
            { node: { from: 'CONFIRMED', to: 'CANCELLED', reason: 'It was ordered by mistake.' } },
          ],
        },
      },
      userErrors: [],
    },
  });
  expect((await visit.place(home)).order?.round.ordinal).toBe(1);
});
