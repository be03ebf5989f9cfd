import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { advanceShipmentBatch, createShipmentBatch } from '../shipments/change-batch.ts';
import { batchIdOf } from '../shipments/shipment-batch.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { recallLot } from '../stock/change-stock.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { levelsByProduct } from '../stock/stock-level.ts';
import { announceConsignment, receiveConsignment } from './change-consignment.ts';
import { consignmentIdOf } from './consignment.ts';
import { discrepanciesOf } from './read-consignment.ts';
import { ssccOf } from './sscc.ts';

const now = new Date('2026-11-23T12:00:00Z');
const gtin = '09521101530018';
const kitsACase = 20;
let network: TestNetwork;
let at = now;
let serial = 600_000_000;

beforeAll(async () => {
  network = await createTestNetwork();
  await network.prisma.distributionSite.update({
    where: { code: 'FC30318' },
    data: { dailyParcelCapacity: 400 },
  });
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, { now: () => at });
const aKey = () => ({ idempotencyKey: randomUUID() });

function done<Answer>(outcome: { readonly kind: string; readonly answer?: Answer }): Answer {
  if (outcome.answer === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.answer;
}

/** As many cases of each lot, on their way from one site to another. */
async function send(from: string, to: string, cases: Readonly<Record<string, number>>) {
  const handlingUnits = Object.entries(cases).flatMap(([lot, count]) =>
    Array.from({ length: count }, () => ({
      sscc: ssccOf((serial += 1)),
      kind: 'CASE' as const,
      lot,
      quantity: kitsACase,
    })),
  );
  const lines = Object.entries(cases).map(([lot, count]) => {
    return { gtin, lot, expiresOn: lot === 'L1' ? '2027-05-31' : '2027-11-30', quantity: count * kitsACase };
  });
  const input = { ...aKey(), from, to, expectedAt: at, lines, handlingUnits };
  return {
    id: BigInt(done(await announceConsignment(input, needs()))),
    ssccs: handlingUnits.map(({ sscc }) => sscc),
  };
}
const receive = (id: bigint, ssccs: readonly string[], final = false) =>
  receiveConsignment(
    { ...aKey(), consignment: consignmentIdOf(id), scans: ssccs.map((sscc) => ({ sscc, at })), final },
    needs(),
  );
async function allocate() {
  await readAllOrderChanges(network.prisma, at);
  return allocateOrders(createAllocationStore(network.prisma), at);
}
async function ship(parcels: number): Promise<void> {
  const mailingDate = at.toISOString().slice(0, 10);
  const batch = done(
    await createShipmentBatch({ ...aKey(), site: 'FC30318', maxParcels: parcels, mailingDate }, needs()),
  );
  for (const step of ['MANIFESTED', 'TENDERED'] as const)
    done(await advanceShipmentBatch({ ...aKey(), batch: batchIdOf(BigInt(batch)), step }, needs()));
}
const promised = async (site: string) =>
  levelsByProduct(await needs().levels.listLots(site))[0]?.availableToPromise;

/** Days until the last waiting order is served, by what the centre may send and packs a day. */
async function serveAll(): Promise<number> {
  for (let days = 1; days <= 10; days += 1) {
    await allocate();
    if ((await network.prisma.waitingOrder.count()) === 0) return days;
    at = new Date(at.getTime() + 86_400_000);
  }
  return Infinity;
}

/** Each part from a source of its own: scans at the door, parcels that left, levels, and lines of the ledger that write off. */
async function reconcile() {
  const [sums] = await network.prisma.$queryRaw<
    Record<'received' | 'shipped' | 'onHand' | 'inTransit' | 'writtenOff', number>[]
  >`
    SELECT
      (SELECT sum(quantity) FROM receipt_scan JOIN consignment ON consignment.id = consignment_id
        WHERE from_code = 'MF00001' AND lot_id IS NOT NULL)::integer AS received,
      (SELECT count(*) FROM parcel WHERE shipped_at IS NOT NULL)::integer AS shipped,
      (SELECT sum(on_hand) FROM stock_level)::integer AS "onHand",
      (SELECT sum(in_transit) FROM stock_level)::integer AS "inTransit",
      (SELECT coalesce(-sum(on_hand), 0) FROM stock_movement WHERE type = 'ADJUSTMENT')::integer AS "writtenOff"`;
  if (!sums) throw new Error('No sums.');
  const { received, shipped, onHand, inTransit, writtenOff } = sums;
  return { ...sums, unexplained: received - shipped - onHand - inTransit - writtenOff };
}

test('1,000 cases announced, 997 received, one lot recalled: short by three, nothing of it promised, no kit unexplained', async () => {
  const inbound = await send('MF00001', 'LC30303', { L1: 500, L2: 500 });
  const came = inbound.ssccs.filter((_, index) => index % 400 !== 7);
  await Promise.all([receive(inbound.id, came.slice(0, 600)), receive(inbound.id, came.slice(400))]);
  await receive(inbound.id, [], true);

  const consignment = await needs().consignments.find(inbound.id);
  if (!consignment) throw new Error('absent');
  expect(consignment.status).toBe('CLOSED_SHORT');
  const differences = await discrepanciesOf(consignment, needs().consignments);
  expect(differences.map(({ kind, delta }) => [kind, delta])).toEqual(Array(3).fill(['MISSING', -kitsACase]));
  expect(await promised('LC30303')).toBe(997 * kitsACase);

  const outbound = await send('LC30303', 'FC30318', { L1: 40, L2: 15 });
  await receive(outbound.id, outbound.ssccs, true);
  await createTestOrders(network.prisma, { count: 700, zip: '30301' });
  expect(await allocate()).toEqual({ allocated: 400, backordered: 0 });
  await ship(150);
  expect(await reconcile()).toMatchObject({ received: 997 * kitsACase, shipped: 150, unexplained: 0 });

  const recalled = done(
    (await recallLot({ ...aKey(), lot: { gtin, number: 'L1' }, reason: 'Notice' }, needs())).outcome,
  );
  expect(recalled).toEqual({ quarantined: (500 - 2) * kitsACase - 150, releasedOrders: 250 });
  expect([await promised('FC30318'), await promised('LC30303')]).toEqual([
    15 * kitsACase,
    (499 - 15) * kitsACase,
  ]);

  // 550 orders wait for 300 kits: without new ones the last of them is never served.
  expect(await serveAll()).toBe(Infinity);
  const more = await send('LC30303', 'FC30318', { L2: 20 });
  await receive(more.id, more.ssccs, true);
  expect(await serveAll()).toBe(1);
  await ship(500);
  expect(await reconcile()).toMatchObject({ shipped: 650, unexplained: 0 });
});
