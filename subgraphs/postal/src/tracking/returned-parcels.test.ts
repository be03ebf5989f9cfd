import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import {
  type TestChanges,
  createTestChanges,
  proofOf,
  testApartment,
  testHousehold,
  withKey,
} from '../order-changes/create-test-changes.ts';
import { reportDeliveryProblem } from '../order-changes/report-delivery-problem.ts';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import type { ReliefOrder } from '../orders/order.ts';
import { readReconciliation } from '../reconciliation/reconciliation-store.ts';
import { advanceShipmentBatch, createShipmentBatch } from '../shipments/change-batch.ts';
import { batchIdOf } from '../shipments/shipment-batch.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { testProduct } from '../stock/create-test-network.ts';
import { recordMovements } from '../stock/stock-ledger-store.ts';
import { ingestTracking } from './ingest-tracking.ts';

const site = 'FC20018';
let ordering: TestOrdering;
let lotId: number;
let eventNumber = 0;

beforeAll(async () => {
  ordering = await createTestOrdering();
  const day = new Date('2028-01-31');
  const lot = { productId: testProduct, number: 'LOT-1', expiresOn: day, originalExpiresOn: day };
  ({ id: lotId } = await ordering.prisma.stockLot.create({ data: lot }));
  const kits = { type: 'RECEIPT', siteCode: site, lotId, onHand: 500, cause: 'test' } as const;
  await recordMovements(ordering.prisma, ordering.needs.clock.now(), [kits]);
});
afterAll(() => ordering.close());

const needs = () => createNetworkStores(ordering.prisma, ordering.needs.clock);
const level = () =>
  ordering.prisma.stockLevel.findUniqueOrThrow({ where: { siteCode_lotId: { siteCode: site, lotId } } });
const heldBack = async () => (await level()).quarantined;
const reconciled = () =>
  readReconciliation(ordering.prisma, [testProduct], new Date(ordering.needs.clock.now().getTime() + 1));

/** Packs all that is ordered and, unless told not to, hands it to the carrier; gives the parcels. */
async function pack(handOver = true) {
  const { clock } = ordering.needs;
  await readAllOrderChanges(ordering.prisma, clock.now());
  await allocateOrders(createAllocationStore(ordering.prisma), clock.now());
  const input = { idempotencyKey: randomUUID(), site, maxParcels: 5_000, mailingDate: '2026-11-23' };
  const created = await createShipmentBatch(input, needs());
  if (created.kind !== 'DONE') throw new Error(JSON.stringify(created));
  const id = BigInt(created.answer);
  for (const step of handOver ? (['MANIFESTED', 'TENDERED'] as const) : [])
    await advanceShipmentBatch({ idempotencyKey: randomUUID(), batch: batchIdOf(id), step }, needs());
  return needs().parcels.listOfBatch(id, '', 5_000);
}

/** The tracking number of a new order's parcel. */
async function aParcel(handOver = true): Promise<string> {
  await createTestOrders(ordering.prisma, { count: 1 });
  const [parcel] = await pack(handOver);
  return parcel?.trackingNumber ?? '';
}

const scan = (trackingNumber: string, code: string, hour = 10) => ({
  eventId: `e${(eventNumber += 1)}`,
  trackingNumber,
  code,
  at: new Date(Date.UTC(2026, 10, 23, hour)),
  zip: '20009',
});
const ingest = (...events: readonly ReturnType<typeof scan>[]) =>
  ingestTracking({ source: 'test', events }, needs());

describe('a parcel that goes back', () => {
  test('is on hand and held back where it was packed, once, however often and late it is scanned', async () => {
    const number = await aParcel();
    const before = { held: await heldBack(), ...(await reconciled()) };
    const refused = scan(number, '04');

    await Promise.all([ingest(refused), ingest(refused), ingest(scan(number, '21', 9))]);
    await ingest(scan(number, 'OF', 8), scan(number, '09', 11));

    const { onHand, shipped, unexplained } = await reconciled();
    expect(await heldBack()).toBe(before.held + 1);
    expect({ onHand, shipped, unexplained }).toEqual({
      onHand: before.onHand + 1,
      shipped: before.shipped - 1,
      unexplained: before.unexplained,
    });
  });

  test('that no scan had handed over before leaves and comes back', async () => {
    const number = await aParcel(false);
    const before = await level();

    await ingest(scan(number, '29'));

    expect(await level()).toMatchObject({
      onHand: before.onHand,
      allocated: before.allocated - 1,
      quarantined: before.quarantined + 1,
    });
  });

  test('counts as one kit whatever else is scanned of it, in any order and in calls of any size', async () => {
    const codes = fc.array(fc.constantFrom('03', '10', 'OF', '02', '01', '04', '21', '29', 'ZZ'), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(codes, { minLength: 1, maxLength: 3 }), async (calls) => {
        const number = await aParcel();
        const held = await heldBack();

        await Promise.all(calls.map((each) => ingest(...each.map((code, hour) => scan(number, code, hour)))));
        for (const each of calls.toReversed())
          await ingest(...each.map((code, hour) => scan(number, code, hour)));

        const goesBack = calls.flat().some((code) => ['04', '21', '29'].includes(code));
        expect(await heldBack()).toBe(held + Number(goesBack));
      }),
      { numRuns: 10 },
    );
  });
});

describe('a household whose parcel went back', () => {
  let changes: TestChanges;
  beforeAll(() => {
    changes = createTestChanges(ordering);
  });

  /** Orders, and the parcel goes back. */
  async function orderInVain(unit: string): Promise<ReliefOrder> {
    const placed = await changes.anOrder(testApartment(unit));
    const parcels = await pack();
    const parcel = parcels.find(({ orderNumber }) => orderNumber === placed.number);
    await ingest(scan(parcel?.trackingNumber ?? '', '29'));
    return placed;
  }
  const reportMissing = (order: ReliefOrder) =>
    reportDeliveryProblem(
      withKey({ ...proofOf(order), problem: 'NOT_RECEIVED' as const }),
      testHousehold,
      changes.needs,
    );

  test('may order again in the same round, is told so, and stays counted among those that ordered', async () => {
    const households = await changes.countedHouseholds();

    const first = await orderInVain('101');

    expect((await changes.eventsOf(first)).at(-1)).toMatchObject({
      toStatus: 'RETURNED',
      reason: 'ORDER_AGAIN',
    });
    expect(await changes.countedHouseholds()).toBe(households + 1);
    const missing = await reportMissing(first);
    expect(missing.userErrors).toMatchObject([
      { __typename: 'OrderStateConflict', message: expect.stringContaining('order again') },
    ]);
    expect((await changes.anOrder(testApartment('101'))).roundId).toBe(first.roundId);
    expect(await changes.countedHouseholds()).toBe(households + 1);
  });

  test('has used its claim with the second one, which is sent again on request', async () => {
    await orderInVain('102');
    const second = await orderInVain('102');

    expect((await changes.eventsOf(second)).at(-1)).toMatchObject({ toStatus: 'RETURNED', reason: null });
    expect((await changes.anOrder(testApartment('102'))).roundId).not.toBe(second.roundId);
    expect((await reportMissing(second)).order).toMatchObject({
      status: 'CONFIRMED',
      roundId: second.roundId,
    });
  });

  test('calls the centre where it was the one sent in place of another', async () => {
    const lost = await changes.anOrder(testApartment('103'));
    await pack();
    await changes.bring({ ...lost, status: 'SHIPPED' }, 'DELIVERED');
    const { order: again } = await reportMissing(lost);
    const [parcel] = await pack();
    await ingest(scan(parcel?.trackingNumber ?? '', '29'));
    if (!again) throw new Error('Nothing was sent again.');

    const { userErrors } = await reportMissing(again);

    expect(userErrors).toMatchObject([{ message: expect.stringContaining('sent a second time') }]);
    expect((await changes.eventsOf(again)).at(-1)).toMatchObject({ toStatus: 'RETURNED', reason: null });
  });
});
