import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { recallLot } from '../stock/change-stock.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { hasModTenCheckDigit } from '../stock/mod-ten.ts';
import { advanceShipmentBatch, createShipmentBatch } from './change-batch.ts';
import { batchIdOf } from './shipment-batch.ts';

const now = new Date('2026-11-23T17:00:00Z');
const clock = { now: () => now };
const gtin = '09521101530018';
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, clock);
async function allocated(site: string, zip: string, count: number, lot: string): Promise<readonly number[]> {
  await network.stock(site, count, { number: lot });
  const numbers = await createTestOrders(network.prisma, { count, zip });
  await allocate();
  return numbers;
}
async function allocate() {
  await readAllOrderChanges(network.prisma, now);
  return allocateOrders(createAllocationStore(network.prisma), now);
}
async function create(site: string, maxParcels = 100) {
  const input = { idempotencyKey: randomUUID(), site, maxParcels, mailingDate: '2026-11-23' };
  const outcome = await createShipmentBatch(input, needs());
  if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
  return BigInt(outcome.answer);
}
const advance = (id: bigint, step: 'MANIFESTED' | 'TENDERED') =>
  advanceShipmentBatch({ idempotencyKey: randomUUID(), batch: batchIdOf(id), step }, needs());
const countStatus = (numbers: readonly number[], status: 'IN_PREPARATION' | 'SHIPPED' | 'CONFIRMED') =>
  network.prisma.reliefOrder.count({ where: { number: { in: numbers.map(BigInt) }, status } });
const parcelsOf = async (id: bigint) => needs().parcels.listOfBatch(id, '', 500);
const levelOf = (siteCode: string) => network.prisma.stockLevel.findFirstOrThrow({ where: { siteCode } });

test('the oldest orders get labels with numbers of their own, then a manifest, then leave the stock', async () => {
  const numbers = await allocated('FC20018', '20001', 5, 'A');

  const id = await create('site-FC20018', 3);
  const parcels = await parcelsOf(id);
  expect(new Set(parcels.map(({ trackingNumber }) => trackingNumber)).size).toBe(3);
  expect(parcels.every(({ trackingNumber }) => hasModTenCheckDigit(trackingNumber))).toBe(true);
  expect(await countStatus(numbers.slice(0, 3), 'IN_PREPARATION')).toBe(3);
  expect(await levelOf('FC20018')).toMatchObject({ onHand: 5, allocated: 5 });

  await advance(id, 'MANIFESTED');
  const list = parcels.map(({ trackingNumber }) => trackingNumber).join('\n');
  expect(await needs().parcels.findBatch(id)).toMatchObject({
    status: 'MANIFESTED',
    manifestCount: 3,
    entryZip: '20018',
    checksum: createHash('sha256').update(list).digest('hex'),
  });

  await advance(id, 'TENDERED');
  expect(await countStatus(numbers, 'SHIPPED')).toBe(3);
  expect(await levelOf('FC20018')).toMatchObject({ onHand: 2, allocated: 2 });
});

test('steps come in their order, and a repeated request changes nothing', async () => {
  await allocated('FC21201', '21201', 1, 'B');
  const id = await create('FC21201');

  expect(await advance(id, 'TENDERED')).toMatchObject({
    problem: { kind: 'BATCH_STATE', status: 'LABELLED' },
  });
  const manifest = { idempotencyKey: randomUUID(), batch: batchIdOf(id), step: 'MANIFESTED' as const };
  expect(await advanceShipmentBatch(manifest, needs())).toMatchObject({ kind: 'DONE', replayed: false });
  expect(await advanceShipmentBatch(manifest, needs())).toMatchObject({ kind: 'DONE', replayed: true });
  expect(await advance(id, 'MANIFESTED')).toMatchObject({ kind: 'REFUSED' });
});

test('batches that are made at once share no order', async () => {
  const numbers = await allocated('FC10001', '10001', 60, 'C');

  const ids = await Promise.all([create('FC10001', 25), create('FC10001', 25), create('FC10001', 25)]);

  const parcels = (await Promise.all(ids.map(parcelsOf))).flat();
  expect(new Set(parcels.map(({ orderNumber }) => orderNumber)).size).toBe(parcels.length);
  expect(await countStatus(numbers, 'IN_PREPARATION')).toBe(parcels.length);
});

describe('a recall', () => {
  test('takes labels back whose parcels have not left, and the manifest with them', async () => {
    const numbers = await allocated('FC30318', '30301', 4, 'BAD');
    const id = await create('FC30318');
    await advance(id, 'MANIFESTED');

    await recallLot(
      { idempotencyKey: randomUUID(), lot: { gtin, number: 'BAD' }, reason: 'Notice' },
      needs(),
    );

    expect(await countStatus(numbers, 'CONFIRMED')).toBe(4);
    expect(await parcelsOf(id)).toEqual([]);
    expect(await needs().parcels.findBatch(id)).toMatchObject({ status: 'LABELLED', checksum: null });
    expect(await advance(id, 'MANIFESTED')).toMatchObject({ problem: { text: 'shipment.EMPTY' } });
    expect(await levelOf('FC30318')).toMatchObject({ onHand: 4, allocated: 0, quarantined: 4 });

    await network.stock('FC30318', 4, { number: 'GOOD' });
    expect((await allocate()).allocated).toBe(4);
    expect(await parcelsOf(await create('FC30318'))).toHaveLength(4);
  });

  test('leaves parcels alone that have left', async () => {
    const numbers = await allocated('FC33132', '33132', 2, 'GONE');
    const id = await create('FC33132');
    await advance(id, 'MANIFESTED');
    await advance(id, 'TENDERED');

    const recalled = await recallLot(
      { idempotencyKey: randomUUID(), lot: { gtin, number: 'GONE' }, reason: 'Notice' },
      needs(),
    );

    expect(recalled.outcome).toMatchObject({ answer: { quarantined: 0, releasedOrders: 0 } });
    expect(await countStatus(numbers, 'SHIPPED')).toBe(2);
  });
});

test('orders of two parcels are never parted', async () => {
  await network.prisma.campaignRound.updateMany({ where: { ordinal: 2 }, data: { parcelsPerOrder: 2 } });
  await network.stock('FC60616', 6);
  await createTestOrders(network.prisma, { count: 3, zip: '60616', ordinal: 2 });
  await allocate();

  expect(await parcelsOf(await create('FC60616', 5))).toHaveLength(4);
  expect(await parcelsOf(await create('FC60616', 5))).toHaveLength(2);
});

test.each([
  [{ site: 'LC30303' }, 'stock.SITE'],
  [{ maxParcels: 0 }, 'shipment.PARCELS'],
  [{ mailingDate: '2026-11-22' }, 'shipment.MAILING_DATE'],
  [{ site: 'FC99501' }, 'shipment.NOTHING'],
])('%# is refused with what to give instead', async (wrong, text) => {
  const input = {
    idempotencyKey: randomUUID(),
    site: 'FC20018',
    maxParcels: 10,
    mailingDate: '2026-11-23',
    ...wrong,
  };

  expect(await createShipmentBatch(input, needs())).toMatchObject({ kind: 'REFUSED', problem: { text } });
});
