import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import { createOrderStore } from '../orders/order-store.ts';
import type { ReliefOrder } from '../orders/order.ts';
import { cancelOrder } from './cancel-order.ts';
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
import type { OrderCaller } from './order-caller.ts';

const staff: OrderCaller = { language: 'en', by: { actor: 'AGENT', agent: 'agent-1' } };

let ordering: TestOrdering;
let changes: TestChanges;
beforeAll(async () => {
  ordering = await createTestOrdering();
  changes = createTestChanges(ordering);
});
afterAll(() => ordering.close());
beforeEach(() => changes.forgetOrders());

describe('cancelling', () => {
  const cancel = (order: ReliefOrder, wanted: object = {}, caller = testHousehold) =>
    cancelOrder(withKey({ ...proofOf(order), ...wanted }), caller, changes.needs);

  test('frees what the order claimed: the household orders again in that round, and no more than before', async () => {
    const [first, second] = [await changes.anOrder(), await changes.anOrder()];

    const { order } = await cancel(first, { reason: 'MISTAKE' });
    const again = await changes.anOrder();
    const beyond = await ordering.place({ address: testHome });

    expect(order?.status).toBe('CANCELLED');
    expect([first, second, again].map(({ roundId }) => roundId)).toEqual([1, 2, 1]);
    expect(problemsOf(beyond)).toEqual(['HouseholdLimitReached']);
    expect(await changes.eventsOf(first)).toEqual([
      { actor: 'HOUSEHOLD', agent: null, fromStatus: 'CONFIRMED', toStatus: 'CANCELLED', reason: 'MISTAKE' },
    ]);
  });

  test('counts in eligibility and in coverage, also where the order was not counted yet, and however often it happens', async () => {
    const store = () => createOrderStore(ordering.prisma);
    const { householdKey = '' } = await ordering.needs.addresses.check(testHome);
    const counts = [];
    for (const countFirst of [true, false, true]) {
      const order = await changes.anOrder();
      if (countFirst) counts.push(await changes.countedHouseholds());
      await cancel(order);
      counts.push(await changes.countedHouseholds());
    }

    expect(counts).toEqual([1, 0, 0, 1, 0]);
    expect(await store().countByRound(householdKey)).toEqual(new Map());
  });

  test('leaves the household counted while another order of it stands', async () => {
    const [first] = [await changes.anOrder(), await changes.anOrder()];
    await changes.countedHouseholds();

    await cancel(first);

    expect(await changes.countedHouseholds()).toBe(1);
  });

  test('with the same key gives the same order again, and is refused for another order', async () => {
    const [order, other] = [await changes.anOrder(), await changes.anOrder(testApartment('101'))];
    const idempotencyKey = randomUUID();

    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => cancel(order, { idempotencyKey: idempotencyKey.toUpperCase() })),
    );
    const reused = await cancel(other, { idempotencyKey });

    expect(outcomes.map(({ order: cancelled }) => cancelled?.number)).toEqual(Array(4).fill(order.number));
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await changes.eventsOf(order)).toHaveLength(1);
    expect(problemsOf(reused)).toEqual(['IdempotencyKeyReused']);
  });

  test('with a wrong ZIP looks like a number that was never given, and binds no key', async () => {
    const order = await changes.anOrder();
    const idempotencyKey = randomUUID();

    const wrongZip = await cancel(order, { zip: '20001', idempotencyKey });
    const noSuchNumber = await cancel(order, { number: '0000-0000-0' });

    expect(wrongZip).toEqual(noSuchNumber);
    expect(problemsOf(wrongZip)).toEqual(['InputInvalid']);
    expect((await cancel(order, { idempotencyKey })).order?.status).toBe('CANCELLED');
  });

  test('is over once the label is made, and once the order is cancelled', async () => {
    const [packed, cancelled] = [await changes.anOrder(), await changes.anOrder(testApartment('101'))];
    await changes.bring(packed, 'ALLOCATED', 'IN_PREPARATION');
    await cancel(cancelled);

    expect((await cancel(packed)).userErrors).toMatchObject([
      {
        __typename: 'OrderStateConflict',
        status: 'IN_PREPARATION',
        message: expect.stringContaining('Your parcel is being packed.'),
      },
    ]);
    expect(problemsOf(await cancel(cancelled))).toEqual(['OrderStateConflict']);
  });

  test('for fraud is for staff, and names who did it', async () => {
    const order = await changes.anOrder();

    expect(problemsOf(await cancel(order, { reason: 'FRAUD' }))).toEqual(['InputInvalid']);
    await cancel(order, { reason: 'FRAUD' }, staff);

    expect(await changes.eventsOf(order)).toMatchObject([
      { actor: 'AGENT', agent: 'agent-1', reason: 'FRAUD' },
    ]);
  });
});
