import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import type { SubgraphExecutor } from '@rotunda/platform/subgraph-executor';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { TestDatabase } from '@rotunda/platform/test-database';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { createDemonstrationDatabase } from './create-demonstration-database.ts';
import { createPostal } from './create-postal.ts';

const householder: Viewer = {
  ...anonymousViewer,
  subject: 'demo-householder-1',
  authenticated: true,
  scopes: new Set(['postal:order:self']),
};
const viewers: Readonly<Record<string, Viewer>> = {
  householder,
  'without scopes': { ...householder, scopes: new Set() },
  anonymous: anonymousViewer,
};

let database: TestDatabase;
let postal: Subgraph;
let executor: SubgraphExecutor;
const faults: unknown[] = [];

beforeAll(async () => {
  database = await createDemonstrationDatabase();
  postal = await createPostal({
    databaseUrl: database.url,
    clock: systemClock,
    reportFault: (cause) => void faults.push(cause),
  });
  const verifier = { verify: async (token: string) => viewers[token] ?? anonymousViewer };
  executor = createSubgraphExecutor(postal, verifier, ({ cause }) => void faults.push(cause));
});

afterAll(async () => {
  await postal.close();
  await database.drop();
  expect(faults).toEqual([]);
});

function ask(
  document: string,
  variables: Record<string, unknown> = {},
  viewerToken = 'anonymous',
  languages?: string,
) {
  return executor.execute({ document, variables, viewerToken, requestId: 'test', languages });
}

const place = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    replayed
    order { id number status statusText placedAt round { ordinal } campaign { slug } estimate { earliest latest basis } }
    receipt { number lookupCode text }
    userErrors { __typename code message path
      ... on HouseholdLimitReached { limit remedy { action label } }
      ... on AddressProblem { check { verdict } } }
  }
}`;

const anInput = (line1: string, zip: string) => ({
  idempotencyKey: randomUUID(),
  campaign: 'home-tests-2026',
  recipientName: 'Ana Cruz',
  address: { line1, zip },
});

describe('an order', () => {
  test('is placed with one mutation from a raw address, and tracked by number and ZIP', async () => {
    const { data, errors } = await ask(place, { input: anInput('100 Specimen St NE Apt 101', '20002') });

    expect(errors).toBeUndefined();
    const placed = data?.['placeOrder'] as { order: { number: string }; receipt: { lookupCode: string } };
    expect(placed).toMatchObject({
      replayed: false,
      userErrors: [],
      order: { status: 'CONFIRMED', round: { ordinal: 1 }, campaign: { slug: 'home-tests-2026' } },
    });
    expect(placed.receipt.lookupCode).toBe(`${placed.order.number.replaceAll('-', '')}.20002`);

    const tracked = await ask(
      `query ($n: String!, $z: String!) { trackOrder(number: $n, zip: $z) { number } }`,
      {
        n: placed.order.number,
        z: '20002',
      },
    );
    expect(tracked).toEqual({ data: { trackOrder: { number: placed.order.number } } });
  });

  test('has a receipt in the language that it was placed in', async () => {
    const input = { ...anInput('100 Specimen St NE Apt 201', '20002'), locale: 'es-PR' };

    const { data } = await ask(place, { input });

    expect(data).toMatchObject({
      placeOrder: { receipt: { text: expect.stringMatching(/^Pedido .* código postal 20002\.$/) } },
    });
  });

  test('that cannot be delivered comes back with the check, in the language of the client', async () => {
    const { data } = await ask(
      place,
      { input: anInput('100 Specimen St NE', '20002') },
      'anonymous',
      'es-MX',
    );

    expect(data).toMatchObject({
      placeOrder: {
        order: null,
        receipt: null,
        userErrors: [
          {
            __typename: 'AddressProblem',
            check: { verdict: 'MISSING_SECONDARY' },
            message: 'No podemos entregar en esta dirección tal como está escrita.',
          },
        ],
      },
    });
  });
});

describe('where an order goes', () => {
  const track = `query ($number: String!, $zip: String!) {
    trackOrder(number: $number, zip: $zip) { status shipTo { deliveryLine lastLine } } }`;
  let lookup: { number: string; zip: string };

  beforeAll(async () => {
    const { data } = await ask(place, { input: anInput('1200 Example Pl NW Apt 202', '20009') });
    const { order } = data?.['placeOrder'] as { order: { number: string } };
    lookup = { number: order.number, zip: '20009' };
  });

  test('is shown to a householder who knows number and ZIP', async () => {
    expect(await ask(track, lookup, 'householder')).toEqual({
      data: {
        trackOrder: {
          status: 'CONFIRMED',
          shipTo: { deliveryLine: '1200 EXAMPLE PL NW APT 202', lastLine: 'WASHINGTON DC 20009' },
        },
      },
    });
  });

  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['without scopes', 'FORBIDDEN'],
  ])('is withheld from a viewer who is %s, who still sees how far the order is', async (viewer, code) => {
    const { data, errors } = await ask(track, lookup, viewer);

    expect(data).toEqual({ trackOrder: { status: 'CONFIRMED', shipTo: null } });
    expect(errors).toMatchObject([{ path: ['trackOrder', 'shipTo'], extensions: { code } }]);
  });

  test('looks the same for a wrong ZIP and for a number that was never given, to anybody', async () => {
    const wrongZip = await ask(track, { ...lookup, zip: '20001' }, 'householder');
    const noSuchOrder = await ask(track, { number: '0000-0000-0', zip: '20009' }, 'householder');

    expect(wrongZip).toEqual(noSuchOrder);
    expect(wrongZip).toEqual({ data: { trackOrder: null } });
  });
});

test('a campaign says all that an order page needs, in Spanish too', async () => {
  const { data, errors } = await ask(`{ campaign(slug: "home-tests-2026") {
    name(locale: "es") status intakeMode sponsor { id name } supportChannels { kind locales }
    policy { residentialOnly allowPoBox serviceArea unknownUnit }
    rounds { id ordinal opensAt closesAt ordersPerHousehold product { gtin storage } shippingPromise { minDays maxDays basis firstShipDate } }
    coverage(by: STATE, first: 2) { edges { node { key suppressed } } pageInfo { hasNextPage } }
  } }`);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    campaign: {
      name: 'Pruebas gratuitas en casa (demostración)',
      status: 'OPEN',
      policy: { serviceArea: null, unknownUnit: 'ACCEPT_AS_CLAIM' },
      rounds: [{ ordinal: 1, shippingPromise: { minDays: 7, basis: 'POLICY' } }, { ordinal: 2 }],
      coverage: { pageInfo: { hasNextPage: true } },
    },
  });
});

test('eligibility follows the token of a checked address, before and after the household has ordered', async () => {
  const eligibility = `query ($token: ID!) { eligibility(campaign: "home-tests-2026", addressToken: $token) {
    decision remainingOrders edgeTtlSeconds rounds { allowed used round { ordinal } } reasons { code message remedy { action } } } }`;
  const checked = await ask(
    `{ checkAddress(address: { line1: "1210 Example Pl NW Unit 1", zip: "20009" }) { token } }`,
  );
  const { token } = (checked.data as { checkAddress: { token: string } }).checkAddress;

  const before = await ask(eligibility, { token });
  await ask(place, { input: anInput('1210 Example Pl NW Unit 1', '20009') });
  await ask(place, { input: anInput('1210 Example Pl NW #1', '20009') });
  const after = await ask(eligibility, { token });

  expect(before.data).toMatchObject({
    eligibility: { decision: 'ELIGIBLE', remainingOrders: 2, edgeTtlSeconds: 0 },
  });
  expect(after.data).toMatchObject({
    eligibility: {
      decision: 'INELIGIBLE',
      remainingOrders: 0,
      rounds: [{ used: 1 }, { used: 1 }],
      reasons: [{ code: 'HOUSEHOLD_LIMIT_REACHED', remedy: { action: 'TRACK_EXISTING_ORDER' } }],
    },
  });
  expect((await ask(eligibility, { token: 'forged' })).errors).toMatchObject([
    { extensions: { code: 'BAD_INPUT' } },
  ]);
});

test('orders and campaigns that other wings refer to are found, and unknown ones are absent', async () => {
  const { data, errors } = await ask(
    `query ($references: [_Any!]!) { _entities(representations: $references) {
      ... on Campaign { slug } ... on Agency { name } ... on ReliefOrder { status } } }`,
    {
      references: [
        { __typename: 'Campaign', id: 'campaign-home-tests-2026' },
        { __typename: 'Agency', id: 'HHS' },
        { __typename: 'Campaign', id: 'nothing' },
        { __typename: 'ReliefOrder', number: '0000-0000-0' },
        { __typename: 'ReliefOrder', id: 'relief-order-nothing' },
      ],
    },
  );

  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    { slug: 'home-tests-2026' },
    { name: 'Department of Health and Human Services' },
    null,
    null,
    null,
  ]);
});
