import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import { createOrderStore } from '../orders/order-store.ts';
import type { ReliefOrder } from '../orders/order.ts';
import {
  type TestChanges,
  createTestChanges,
  problemsOf,
  proofOf,
  testApartment,
  testHousehold,
  withKey,
} from './create-test-changes.ts';
import { reportDeliveryProblem } from './report-delivery-problem.ts';

const onItsWay = ['ALLOCATED', 'IN_PREPARATION', 'SHIPPED'] as const;

let ordering: TestOrdering;
let changes: TestChanges;
beforeAll(async () => {
  ordering = await createTestOrdering();
  changes = createTestChanges(ordering);
});
afterAll(() => ordering.close());
beforeEach(() => changes.forgetOrders());

describe('a problem with the delivery', () => {
  const report = (order: ReliefOrder, problem: 'DAMAGED' | 'NOT_RECEIVED', wanted: object = {}) =>
    reportDeliveryProblem(withKey({ ...proofOf(order), problem, ...wanted }), testHousehold, changes.needs);

  test('sends the order again once, linked, to the same recipient and against no claim of the household', async () => {
    const order = await changes.anOrder();
    await changes.bring(order, ...onItsWay, 'DELIVERED');

    const { order: replacement } = await report(order, 'DAMAGED');
    const second = await report(order, 'DAMAGED');
    const nextRound = await changes.anOrder();

    expect(replacement).toMatchObject({ status: 'CONFIRMED', zip: order.zip, roundId: order.roundId });
    expect(await createOrderStore(ordering.prisma).findReplacement(order.number)).toMatchObject({
      number: replacement?.number,
    });
    expect(problemsOf(second)).toEqual(['OrderStateConflict']);
    expect(nextRound.roundId).toBe(2);
    const sent = await ordering.prisma.reliefOrder.findMany({
      select: { recipientName: true, status: true },
    });
    expect(sent.filter(({ recipientName }) => recipientName === 'Ana Cruz')).toHaveLength(3);
  });

  test('asked for at the same time with one key and with two sends one order', async () => {
    const order = await changes.anOrder();
    await changes.bring(order, ...onItsWay, 'DELIVERED');
    const idempotencyKey = randomUUID();

    const outcomes = await Promise.all([
      report(order, 'DAMAGED', { idempotencyKey }),
      report(order, 'DAMAGED', { idempotencyKey }),
      report(order, 'DAMAGED'),
    ]);

    expect(new Set(outcomes.flatMap(({ order: sent }) => (sent ? [sent.number] : []))).size).toBe(1);
    expect(await ordering.prisma.orderReplacement.count({ where: { number: order.number } })).toBe(1);
    expect(await ordering.prisma.reliefOrder.count()).toBe(2);
  });

  test('that it did not come is taken from the day after the latest that was promised', async () => {
    const order = await changes.anOrder();
    await changes.bring(order, ...onItsWay);
    const early = await report(order, 'NOT_RECEIVED');

    const latest = Date.parse('2026-12-05T00:00:00Z');
    const later = { ...changes.needs, clock: { now: () => new Date(latest + 86_400_000) } };
    const onTheDay = await reportDeliveryProblem(
      withKey({ ...proofOf(order), problem: 'NOT_RECEIVED' as const }),
      testHousehold,
      later,
    );

    expect(early.userErrors).toMatchObject([{ message: expect.stringContaining('from 2026-12-06 on') }]);
    expect(onTheDay.order?.status).toBe('CONFIRMED');
  });

  test('is not settled by a second replacement, nor before anything was sent', async () => {
    const [order, waiting] = [await changes.anOrder(), await changes.anOrder(testApartment('101'))];
    await changes.bring(order, ...onItsWay, 'DELIVERED');
    const { order: replacement } = await report(order, 'DAMAGED');
    if (!replacement) throw new Error('Nothing was sent.');
    await changes.bring(replacement, ...onItsWay, 'DELIVERED');

    expect((await report(replacement, 'DAMAGED')).userErrors).toMatchObject([
      { __typename: 'OrderStateConflict', message: expect.stringContaining('Call us') },
    ]);
    expect(problemsOf(await report(waiting, 'DAMAGED'))).toEqual(['OrderStateConflict']);
  });
});
