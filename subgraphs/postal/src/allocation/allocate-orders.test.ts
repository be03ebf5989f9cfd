import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { recordMovements } from '../stock/stock-ledger-store.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { allocateOrders } from './allocate-orders.ts';
import { createAllocationStore } from './allocation-store.ts';
import { createTestOrders } from './create-test-orders.ts';
import { readAllOrderChanges } from './waiting-order-store.ts';

const now = new Date('2026-11-23T17:00:00Z');
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
});
afterAll(() => network.close());

const allocate = (at = now) => allocateOrders(createAllocationStore(network.prisma, 2), at);
async function readAndAllocate(at = now) {
  await readAllOrderChanges(network.prisma, at);
  return allocate(at);
}
async function statusesOf(numbers: readonly number[]): Promise<readonly string[]> {
  const rows = await network.prisma.reliefOrder.findMany({
    select: { status: true },
    where: { number: { in: numbers.map(BigInt) } },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ status }) => status);
}
const levelOf = (siteCode: string, lotId: number) =>
  network.prisma.stockLevel.findUniqueOrThrow({ where: { siteCode_lotId: { siteCode, lotId } } });

test('kits go to the oldest orders, from the lot that expires first, and the rest hear that they wait', async () => {
  const later = await network.stock('FC20018', 2, { expiresOn: '2027-09-30' });
  const sooner = await network.stock('FC20018', 3, { expiresOn: '2027-03-31' });
  const young = await createTestOrders(network.prisma, {
    count: 3,
    placedAt: new Date('2026-11-21T00:00:00Z'),
  });
  const old = await createTestOrders(network.prisma, { count: 4, status: 'RECEIVED' });

  expect(await readAndAllocate()).toEqual({ allocated: 5, backordered: 2 });

  expect(await statusesOf(old)).toEqual(Array(4).fill('ALLOCATED'));
  expect(await statusesOf(young)).toEqual(['ALLOCATED', 'BACKORDERED', 'BACKORDERED']);
  const kits = await network.prisma.orderAllocation.findMany({ orderBy: { placedAt: 'asc' } });
  expect(kits.map(({ lotId }) => lotId)).toEqual([sooner, sooner, sooner, later, later]);
  const events = await network.prisma.orderEvent.findMany({ where: { number: { in: young.map(BigInt) } } });
  expect(events.map(({ toStatus }) => toStatus).sort()).toEqual(['ALLOCATED', 'BACKORDERED', 'BACKORDERED']);
  expect(events.map(({ siteCode, lotIds }) => [siteCode, lotIds]).sort()).toEqual([
    [null, []],
    [null, []],
    ['FC20018', [later]],
  ]);

  await network.stock('FC20018', 2);
  expect(await allocate()).toEqual({ allocated: 2, backordered: 0 });
  expect(await statusesOf(young)).toEqual(Array(3).fill('ALLOCATED'));
});

test('a centre gives out no more in a day of its own calendar than it packs', async () => {
  await network.prisma.distributionSite.update({
    where: { code: 'FC96813' },
    data: { dailyParcelCapacity: 3 },
  });
  await network.stock('FC96813', 10);
  await createTestOrders(network.prisma, { count: 5, zip: '96813' });
  await readAllOrderChanges(network.prisma, now);

  // 09:59 UTC on the 24th is still the 23rd in Honolulu.
  expect((await allocate(now)).allocated).toBe(3);
  expect((await allocate(new Date('2026-11-24T09:59:00Z'))).allocated).toBe(0);
  expect((await allocate(new Date('2026-11-24T10:00:00Z'))).allocated).toBe(2);
});

test('a day holds only orders whose parcels all go into it', async () => {
  await network.prisma.campaignRound.updateMany({ where: { ordinal: 2 }, data: { parcelsPerOrder: 2 } });
  await network.prisma.distributionSite.update({
    where: { code: 'FC96813' },
    data: { dailyParcelCapacity: 3 },
  });
  await network.stock('FC96813', 10);
  await createTestOrders(network.prisma, { count: 3, zip: '96813', ordinal: 2 });
  await readAllOrderChanges(network.prisma, now);

  expect((await allocate(new Date('2026-11-26T17:00:00Z'))).allocated).toBe(1);
  expect((await allocate(new Date('2026-11-27T17:00:00Z'))).allocated).toBe(1);
});

test('kits of expired and recalled lots and kits held back, and centres that are closed, give out nothing', async () => {
  await network.stock('FC94103', 5, { expiresOn: '2026-11-23' });
  const recalled = await network.stock('FC94103', 5);
  await network.prisma.stockLot.update({ where: { id: recalled }, data: { status: 'RECALLED' } });
  const heldBack = await network.stock('FC94103', 5);
  await network.prisma.$transaction((transaction) =>
    recordMovements(transaction, now, [
      { type: 'QUARANTINE', siteCode: 'FC94103', lotId: heldBack, quarantined: 5, cause: 'test' },
    ]),
  );
  await network.stock('FC95814', 5);
  await network.prisma.distributionSite.update({ where: { code: 'FC95814' }, data: { status: 'CLOSED' } });
  const waiting = await createTestOrders(network.prisma, { count: 1, zip: '94103' });
  const closed = await createTestOrders(network.prisma, { count: 1, zip: '95814' });

  await readAndAllocate();

  expect(await statusesOf([...waiting, ...closed])).toEqual(['BACKORDERED', 'CONFIRMED']);
});

describe('an order', () => {
  test('that is held waits for nothing until it is released', async () => {
    const lot = await network.stock('FC33132', 5);
    const [held = 0] = await createTestOrders(network.prisma, {
      count: 1,
      zip: '33132',
      status: 'HELD_FOR_REVIEW',
    });
    await readAndAllocate();
    expect(await statusesOf([held])).toEqual(['HELD_FOR_REVIEW']);

    const change = { number: held, from: 'HELD_FOR_REVIEW', to: 'CONFIRMED' } as const;
    await changeOrderStatuses(network.prisma, [change], { actor: 'WING' }, now);
    await readAndAllocate();

    expect(await statusesOf([held])).toEqual(['ALLOCATED']);
    expect(await levelOf('FC33132', lot)).toMatchObject({ allocated: 1 });
  });

  test('that is cancelled gives its kit back, and one cancelled while it waits gets none', async () => {
    const lot = await network.stock('FC32202', 1);
    const [first = 0, second = 0] = await createTestOrders(network.prisma, { count: 2, zip: '32202' });
    await readAndAllocate();

    const cancel = (number: number, from: 'ALLOCATED' | 'BACKORDERED') =>
      changeOrderStatuses(network.prisma, [{ number, from, to: 'CANCELLED' }], { actor: 'HOUSEHOLD' }, now);
    await cancel(first, 'ALLOCATED');
    await cancel(second, 'BACKORDERED');
    await readAndAllocate();

    expect(await levelOf('FC32202', lot)).toMatchObject({ onHand: 1, allocated: 0 });
    expect(await network.prisma.waitingOrder.count({ where: { siteCode: 'FC32202' } })).toBe(0);
  });
});

test('an order whose ZIP no centre serves waits, and is told apart', async () => {
  const [number = 0] = await createTestOrders(network.prisma, { count: 1, zip: '00100' });

  await readAndAllocate();

  const waiting = await network.prisma.waitingOrder.findUniqueOrThrow({ where: { number: BigInt(number) } });
  expect(waiting.siteCode).toBeNull();
});

test('orders of two parcels get two kits or none', async () => {
  await network.prisma.campaignRound.updateMany({ where: { ordinal: 2 }, data: { parcelsPerOrder: 2 } });
  const first = await network.stock('FC60616', 1, { expiresOn: '2027-01-31' });
  const second = await network.stock('FC60616', 4);
  const numbers = await createTestOrders(network.prisma, { count: 3, zip: '60616', ordinal: 2 });

  expect((await readAndAllocate()).allocated).toBe(2);

  expect(await statusesOf(numbers)).toEqual(['ALLOCATED', 'ALLOCATED', 'CONFIRMED']);
  const kits = await network.prisma.orderAllocation.count({ where: { siteCode: 'FC60616' } });
  expect(kits).toBe(4);
  const told = await network.prisma.orderEvent.findMany({
    where: { siteCode: 'FC60616' },
    orderBy: { number: 'asc' },
  });
  expect(told.map(({ lotIds }) => lotIds)).toEqual([
    [first, second],
    [second, second],
  ]);
});

test('however many workers, orders and kits there are, nobody gets a kit twice and no kit lies idle while somebody waits', async () => {
  const sites = [
    { code: 'FC10001', zip: '10001' },
    { code: 'FC14203', zip: '14203' },
    { code: 'FC19104', zip: '19104' },
  ];
  const round = fc.record({
    site: fc.constantFrom(...sites),
    kits: fc.integer({ min: 0, max: 12 }),
    orders: fc.integer({ min: 0, max: 12 }),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      for (const { site, kits, orders } of rounds) {
        if (kits) await network.stock(site.code, kits);
        if (orders) await createTestOrders(network.prisma, { count: orders, zip: site.zip });
      }

      await Promise.all([readAndAllocate(), readAndAllocate(), readAndAllocate()]);
      await readAndAllocate();

      const wrong = await network.prisma.$queryRaw`
        SELECT site_code FROM (
          SELECT site_code, sum(on_hand) AS on_hand, sum(allocated) AS allocated FROM stock_level
          WHERE site_code IN ('FC10001', 'FC14203', 'FC19104') GROUP BY 1
        ) AS level
        LEFT JOIN (SELECT site_code, count(*) AS given FROM order_allocation GROUP BY 1) AS kit USING (site_code)
        LEFT JOIN (SELECT site_code, count(*) AS orders FROM waiting_order GROUP BY 1) AS waiting USING (site_code)
        WHERE allocated <> coalesce(given, 0) OR allocated > on_hand OR (allocated < on_hand AND orders > 0)`;
      expect(wrong).toEqual([]);
    }),
    { numRuns: 25 },
  );
  const twice = await network.prisma.$queryRaw`
    SELECT number FROM relief_order LEFT JOIN order_allocation ON order_number = number
    GROUP BY number, status HAVING (status = 'ALLOCATED') <> (count(order_number) > 0)`;
  expect(twice).toEqual([]);
});
