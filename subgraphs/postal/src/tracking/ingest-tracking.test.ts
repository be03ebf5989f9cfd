import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { advanceShipmentBatch, createShipmentBatch } from '../shipments/change-batch.ts';
import { batchIdOf } from '../shipments/shipment-batch.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { type TrackingEventInput, ingestTracking } from './ingest-tracking.ts';

const now = new Date('2026-11-23T17:00:00Z');
const clock = { now: () => now };
let network: TestNetwork;
let eventNumber = 0;

beforeAll(async () => {
  network = await createTestNetwork();
  await network.prisma.campaignRound.updateMany({ where: { ordinal: 2 }, data: { parcelsPerOrder: 2 } });
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, clock);

/** Parcels of new orders, labelled, and handed over where wanted. */
async function parcels(orders: number, wanted: { tendered?: boolean; ordinal?: number } = {}) {
  const { tendered = true, ordinal = 1 } = wanted;
  await network.stock('FC20018', orders * ordinal);
  await createTestOrders(network.prisma, { count: orders, ordinal });
  await readAllOrderChanges(network.prisma, now);
  await allocateOrders(createAllocationStore(network.prisma), now);
  const input = {
    idempotencyKey: randomUUID(),
    site: 'FC20018',
    maxParcels: 5_000,
    mailingDate: '2026-11-23',
  };
  const outcome = await createShipmentBatch(input, needs());
  if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
  const batch = BigInt(outcome.answer);
  const advance = (step: 'MANIFESTED' | 'TENDERED') =>
    advanceShipmentBatch({ idempotencyKey: randomUUID(), batch: batchIdOf(batch), step }, needs());
  if (tendered) {
    await advance('MANIFESTED');
    await advance('TENDERED');
  }
  return needs().parcels.listOfBatch(batch, '', 5_000);
}
const scan = (trackingNumber: string, code: string, at: string, zip = '20018'): TrackingEventInput => ({
  eventId: `e${(eventNumber += 1)}`,
  trackingNumber,
  code,
  at: new Date(at),
  zip,
});
async function ingest(...events: readonly TrackingEventInput[]) {
  const ingested = await ingestTracking({ source: 'test', events }, needs());
  if ('kind' in ingested) throw new Error(ingested.text);
  return ingested;
}
const orderStatus = async (number: number) =>
  (await network.prisma.reliefOrder.findUniqueOrThrow({ where: { number: BigInt(number) } })).status;
const parcelStatus = async (trackingNumber: string) => (await needs().parcels.find(trackingNumber))?.status;

describe('scans', () => {
  test('move a parcel and its order on, late and in any order, and a doubled one counts once', async () => {
    const [{ trackingNumber = '', orderNumber = 0 } = {}] = await parcels(1);
    const delivered = scan(trackingNumber, '01', '2026-11-23T16:00:00Z');

    expect(await ingest(delivered, { ...delivered, eventId: 'another' })).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(await ingest(scan(trackingNumber, 'OF', '2026-11-23T11:00:00Z'), delivered)).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });

    expect([await parcelStatus(trackingNumber), await orderStatus(orderNumber)]).toEqual([
      'DELIVERED',
      'DELIVERED',
    ]);
    const seen = await needs().tracking.listEvents(trackingNumber, undefined, 10);
    expect(seen.map(({ code }) => code)).toEqual(['OF', '01']);
  });

  test('in the hands of the carrier hand a parcel over that no manifest named', async () => {
    const [{ trackingNumber = '', orderNumber = 0, lotId = 0 } = {}] = await parcels(1, { tendered: false });
    const level = () =>
      network.prisma.stockLevel.findUniqueOrThrow({
        where: { siteCode_lotId: { siteCode: 'FC20018', lotId } },
      });

    await ingest(scan(trackingNumber, 'MA', '2026-11-23T09:00:00Z'));
    expect([await orderStatus(orderNumber), (await level()).onHand]).toEqual(['IN_PREPARATION', 1]);

    await ingest(scan(trackingNumber, '03', '2026-11-23T10:00:00Z'));
    expect([await orderStatus(orderNumber), (await level()).onHand]).toEqual(['SHIPPED', 0]);
  });

  test('of parcels that are not ours are told and not kept, and unknown codes say nothing of a parcel', async () => {
    const [{ trackingNumber = '' } = {}] = await parcels(1);
    const stranger = '9400111202555842332669';

    const ingested = await ingest(
      scan(stranger, '01', '2026-11-23T10:00:00Z'),
      scan(trackingNumber, 'ZZ', '2026-11-23T10:00:00Z'),
    );

    expect(ingested).toEqual({ accepted: 1, duplicates: 0, unknown: [stranger] });
    expect(await parcelStatus(trackingNumber)).toBe('ACCEPTED');
  });

  test('of 1,000 parcels, sent twice at once and in opposite order, are kept once and deliver every order', async () => {
    const all = await parcels(1_000);
    const events = all.map(({ trackingNumber }) => scan(trackingNumber, '01', '2026-11-23T10:00:00Z'));

    const [one, other] = await Promise.all([ingest(...events), ingest(...events.toReversed())]);

    expect(one.accepted + other.accepted).toBe(1_000);
    const numbers = all.map(({ orderNumber }) => BigInt(orderNumber));
    const { reliefOrder, orderEvent } = network.prisma;
    expect(await reliefOrder.count({ where: { number: { in: numbers }, status: 'DELIVERED' } })).toBe(1_000);
    expect(await orderEvent.count({ where: { number: { in: numbers }, toStatus: 'DELIVERED' } })).toBe(1_000);
  });
});

test('an order of two parcels is delivered when both are', async () => {
  const [first, second] = await parcels(1, { ordinal: 2 });
  const deliver = (trackingNumber = '') => ingest(scan(trackingNumber, '01', '2026-11-23T10:00:00Z'));

  await deliver(first?.trackingNumber);
  expect(await orderStatus(first?.orderNumber ?? 0)).toBe('SHIPPED');
  await deliver(second?.trackingNumber);
  expect(await orderStatus(first?.orderNumber ?? 0)).toBe('DELIVERED');
});

test('a time of a facility is read by the clock of the facility', async () => {
  const [{ trackingNumber = '' } = {}] = await parcels(1);
  const local = {
    ...scan(trackingNumber, '10', '', '85004-1234'),
    at: undefined,
    localTime: '2026-11-23T08:15:00',
  };

  await ingest(local);

  const [seen] = await needs().tracking.listEvents(trackingNumber, undefined, 1);
  expect([seen?.at.toISOString(), seen?.zip]).toEqual(['2026-11-23T15:15:00.000Z', '85004']);
});

test.each([
  [{ code: 'delivered' }, 'tracking.CODE'],
  [{ eventId: '' }, 'tracking.EVENT_ID'],
  [{ zip: 'DC' }, 'tracking.ZIP'],
  [{ at: undefined }, 'tracking.TIME'],
  [{ at: new Date('2026-11-25T00:00:00Z') }, 'tracking.TIME'],
])('a call with a scan that has %j is refused whole', async (wrong, text) => {
  const [{ trackingNumber = '' } = {}] = await parcels(1);
  const good = scan(trackingNumber, '10', '2026-11-23T10:00:00Z');

  const ingested = await ingestTracking({ source: 'test', events: [good, { ...good, ...wrong }] }, needs());

  expect(ingested).toMatchObject({ kind: 'INPUT', text, path: ['events', '1', expect.any(String)] });
  expect(await needs().tracking.listEvents(trackingNumber, undefined, 10)).toEqual([]);
});
