import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import type { ReliefOrder } from '../orders/order.ts';
import { correctOrderAddress } from './correct-order-address.ts';
import {
  type TestChanges,
  createTestChanges,
  problemsOf,
  proofOf,
  testApartment,
  testHome,
  testHousehold,
  withKey,
} from './create-test-changes.ts';

let ordering: TestOrdering;
let changes: TestChanges;
beforeAll(async () => {
  ordering = await createTestOrdering();
  changes = createTestChanges(ordering);
});
afterAll(() => ordering.close());
beforeEach(() => changes.forgetOrders());

describe('correcting the address', () => {
  const correct = (order: ReliefOrder, address: object, wanted: object = {}) =>
    correctOrderAddress(
      withKey({ ...proofOf(order), address: { line1: '', ...address }, ...wanted }),
      testHousehold,
      changes.needs,
    );

  test('to another household moves the claim and the number: the old one may order again, the new one may not', async () => {
    const order = await changes.anOrder(testApartment('101'));
    await changes.countedHouseholds();

    const corrected = await correct(order, testHome);

    expect(corrected).toMatchObject({
      userErrors: [],
      check: { verdict: 'DELIVERABLE' },
      order: { number: order.number, zip: '20020', deliveryLine: '1745 T ST SE', status: 'CONFIRMED' },
    });
    expect(await changes.eventsOf(order)).toMatchObject([{ reason: 'ADDRESS_CORRECTED', toStatus: null }]);
    expect(
      [await changes.anOrder(testApartment('101')), await changes.anOrder(testHome)].map(
        ({ roundId }) => roundId,
      ),
    ).toEqual([1, 2]);
    expect(await changes.countedHouseholds()).toBe(2);
  });

  test('to a household that has had its order of the round is refused', async () => {
    await changes.anOrder(testHome);
    const order = await changes.anOrder(testApartment('101'));

    const { userErrors } = await correct(order, testHome);

    expect(userErrors).toMatchObject([{ __typename: 'HouseholdLimitReached', limit: 1 }]);
  });

  test('lets one of two rivals have a household’s last claim', async () => {
    const rivals = [await changes.anOrder(testApartment('101')), await changes.anOrder(testApartment('102'))];

    const outcomes = await Promise.all(rivals.map((order) => correct(order, testHome)));

    expect(outcomes.flatMap(problemsOf)).toEqual(['HouseholdLimitReached']);
  });

  test('to one that cannot be delivered to comes back with the check', async () => {
    const order = await changes.anOrder(testHome);

    const { userErrors } = await correct(order, { line1: '100 Specimen St NE', zip: '20002' });

    expect(userErrors).toMatchObject([
      { __typename: 'AddressProblem', check: { verdict: 'MISSING_SECONDARY' } },
    ]);
  });

  test('gives up the kits that wait at the old centre, and takes the order out of review', async () => {
    const allocated = await changes.anOrder(testApartment('101'));
    await changes.bring(allocated, 'ALLOCATED');
    const held = await ordering.place({
      address: testApartment('999'),
      unitStatement: 'UNIT_NOT_LISTED',
    });
    if (!held.order) throw new Error('The claim was not taken.');

    const outcomes = [
      await correct(allocated, testApartment('102')),
      await correct(held.order, testApartment('103')),
    ];

    expect(outcomes.map(({ order }) => order?.status)).toEqual(['CONFIRMED', 'CONFIRMED']);
  });

  test('with the same key gives the same order again, though its ZIP has changed', async () => {
    const order = await changes.anOrder(testApartment('101'));
    const idempotencyKey = randomUUID();

    await correct(order, testHome, { idempotencyKey });
    const replay = await correct(order, { ...testHome, line1: '1745 t st se' }, { idempotencyKey });

    expect(replay).toMatchObject({ replayed: true, order: { number: order.number, zip: '20020' } });
    expect(problemsOf(await correct(order, testApartment('102'), { idempotencyKey }))).toEqual([
      'IdempotencyKeyReused',
    ]);
  });
});
