import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@rotunda/platform/test-database';
import { createDemonstrationDatabase } from '@rotunda/postal/create-demonstration-database';
import { type PostOffice, openPostOffice } from './open-post-office.ts';

const faults: unknown[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await createDemonstrationDatabase();
});
afterAll(async () => {
  await database.drop();
  expect(faults).toEqual([]);
});

interface OrderAnswer {
  readonly placeOrder: {
    readonly replayed: boolean;
    readonly receipt: { readonly number: string } | null;
    readonly userErrors: readonly { readonly __typename: string }[];
  };
}

interface CheckAnswer {
  readonly checkAddress: { readonly token: string };
}

const placeOrder = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) { replayed receipt { number } userErrors { __typename message } }
}`;

describe.each(['in process', 'over HTTP'] as const)('with the wing %s', (topology) => {
  let office: PostOffice;
  const floor = topology === 'in process' ? 1 : 2;

  beforeAll(async () => {
    office = await openPostOffice(database.url, (fault) => void faults.push(fault), topology);
  });
  afterAll(() => office.close());

  test('a household checks its address, orders with two clicks, orders again by mistake, and follows its order', async () => {
    const address = { line1: `1200 example place nw apt. ${floor}01`, zip: '20009' };
    const checked = await office.ask<CheckAnswer>(
      `query Check($address: AddressInput!) { checkAddress(address: $address) { verdict token standardized { deliveryLine } } }`,
      { address },
    );
    expect(checked).toMatchObject({
      checkAddress: { standardized: { deliveryLine: `1200 EXAMPLE PL NW APT ${floor}01` } },
    });

    const input = {
      idempotencyKey: randomUUID(),
      campaign: 'home-tests-2026',
      addressToken: checked.checkAddress.token,
      recipientName: 'Ana Cruz',
    };
    const [click, doubleClick] = await Promise.all([
      office.ask<OrderAnswer>(placeOrder, { input }),
      office.ask<OrderAnswer>(placeOrder, { input }),
    ]);
    const number = click.placeOrder.receipt?.number;

    expect(doubleClick.placeOrder.receipt).toEqual({ number });
    expect([click, doubleClick].map(({ placeOrder: placed }) => placed.replayed).sort()).toEqual([
      false,
      true,
    ]);

    const track = `query Track($number: String!, $zip: String!) {
      trackOrder(number: $number, zip: $zip) { status shipTo { deliveryLine } campaign { name } } }`;
    expect(await office.ask(track, { number, zip: '20009' }, 'householder')).toEqual({
      trackOrder: {
        status: 'CONFIRMED',
        shipTo: { deliveryLine: `1200 EXAMPLE PL NW APT ${floor}01` },
        campaign: { name: 'Free tests at home (demonstration)' },
      },
    });
    expect(await office.ask(track, { number, zip: '20001' }, 'householder')).toEqual({ trackOrder: null });
  });

  test('neighbours order at the same time, and each household that tries again is told to track', async () => {
    const neighbours = Array.from(
      { length: 10 },
      (_, index) => `1200 Example Pl NW Apt ${floor + 2}${String(index + 1).padStart(2, '0')}`,
    );
    const order = (line1: string) =>
      office.ask<OrderAnswer>(placeOrder, {
        input: {
          idempotencyKey: randomUUID(),
          campaign: 'home-tests-2026',
          address: { line1, zip: '20009' },
          recipientName: 'Neighbour',
        },
      });

    const answers = [];
    for (let round = 0; round < 3; round += 1) answers.push(await Promise.all(neighbours.map(order)));

    const outcomes = answers.map((ofRound) =>
      ofRound.map(({ placeOrder: placed }) => placed.userErrors[0]?.__typename ?? 'placed'),
    );
    expect(outcomes.map((ofRound) => new Set(ofRound))).toEqual([
      new Set(['placed']),
      new Set(['placed']),
      new Set(['HouseholdLimitReached']),
    ]);
  });
});
