import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { createShipmentBatch } from '../shipments/change-batch.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { ingestTracking } from '../tracking/ingest-tracking.ts';
import { adjustStock, extendLot, recallLot } from './change-stock.ts';
import { type TestNetwork, createTestNetwork } from './create-test-network.ts';

const clock = { now: () => new Date('2026-11-23T12:00:00Z') };
const gtin = '09521101530018';
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, clock);
const anInput = (number: string) => ({
  idempotencyKey: randomUUID(),
  lot: { gtin, number },
  reason: 'Notice of the maker',
});
async function allocate() {
  await readAllOrderChanges(network.prisma, clock.now());
  return allocateOrders(createAllocationStore(network.prisma), clock.now());
}
const levelOf = async (siteCode: string, number: string) => {
  const lots = await needs().levels.listLots(siteCode);
  return lots.find(({ lot }) => lot.number === number);
};

describe('a recall', () => {
  test('holds the lot back at every site, and orders whose kit has not left get one of another lot', async () => {
    await network.stock('LC30303', 100, { number: 'BAD' });
    await network.stock('FC20018', 4, { number: 'BAD', expiresOn: '2027-11-30' });
    await network.stock('FC20018', 3, { number: 'GOOD', expiresOn: '2028-01-31' });
    const numbers = await createTestOrders(network.prisma, { count: 5 });
    await allocate();

    const { outcome } = await recallLot(anInput('BAD'), needs());

    expect(outcome).toMatchObject({ kind: 'DONE', answer: { quarantined: 104, releasedOrders: 4 } });
    expect(await levelOf('FC20018', 'BAD')).toMatchObject({ onHand: 4, allocated: 0, quarantined: 4 });
    expect(await levelOf('LC30303', 'BAD')).toMatchObject({ quarantined: 100, availableToPromise: 0 });
    expect(await allocate()).toEqual({ allocated: 2, backordered: 2 });
    const told = await network.prisma.orderEvent.count({
      where: { number: { in: numbers.map(BigInt) }, reason: 'LOT_RECALLED' },
    });
    expect(told).toBe(4);
  });

  test('of kits that have left tells their households, counts them and lists them, but for those that go back', async () => {
    await network.stock('FC95814', 3, { number: 'GONE' });
    const numbers = await createTestOrders(network.prisma, { count: 3, zip: '95814' });
    await allocate();
    const batch = await createShipmentBatch(
      { idempotencyKey: randomUUID(), site: 'FC95814', maxParcels: 10, mailingDate: '2026-11-23' },
      needs(),
    );
    const id = batch.kind === 'DONE' ? BigInt(batch.answer) : 0n;
    const [back, ...others] = await needs().parcels.listOfBatch(id, '', 10);
    const scan = (trackingNumber: string, code: string) => ({
      eventId: code,
      trackingNumber,
      code,
      at: clock.now(),
    });
    const events = others.map(({ trackingNumber }) => scan(trackingNumber, '01'));
    await ingestTracking(
      { source: 'test', events: [scan(back?.trackingNumber ?? '', '29'), ...events] },
      needs(),
    );

    const first = await recallLot(anInput('GONE'), needs());
    const again = await recallLot(anInput('GONE'), needs());

    expect(first.outcome).toMatchObject({ answer: { quarantined: 0, releasedOrders: 0, sentParcels: 2 } });
    expect(again.outcome).toMatchObject({ replayed: false, answer: { sentParcels: 2 } });
    const told = await network.prisma.orderEvent.findMany({ where: { reason: 'SENT_KIT_RECALLED' } });
    expect(told.map(({ number }) => Number(number)).sort()).toEqual(
      others.map(({ orderNumber }) => orderNumber).sort(),
    );
    const lotId = first.lot?.id ?? 0;
    expect((await needs().levels.listRecalls(lotId)).map(({ sentParcels }) => sentParcels)).toEqual([2, 2]);
    const page = await needs().parcels.listOfLot(lotId, '', 2);
    const rest = await needs().parcels.listOfLot(lotId, page.at(-1)?.trackingNumber ?? '', 2);
    expect([...page, ...rest].map(({ orderNumber }) => orderNumber).sort()).toEqual([...numbers].sort());
  });

  test('that is repeated gives the first answer, and its key recalls no other lot', async () => {
    await network.stock('FC21201', 7, { number: 'ONE' });
    await network.stock('FC21201', 7, { number: 'OTHER' });
    const input = anInput('ONE');

    const first = await recallLot(input, needs());
    const again = await recallLot(input, needs());
    const other = await recallLot({ ...input, lot: { gtin, number: 'OTHER' } }, needs());

    expect(first.outcome).toMatchObject({ replayed: false, answer: { quarantined: 7 } });
    expect(again.outcome).toMatchObject({ replayed: true, answer: { quarantined: 7 } });
    expect(other.outcome.kind).toBe('KEY_REUSED');
    expect(await levelOf('FC21201', 'OTHER')).toMatchObject({ quarantined: 0 });
  });

  test.each([
    [{ ...anInput('NEVER-MADE') }, 'stock.LOT'],
    [{ ...anInput('X'), reason: ' ' }, 'stock.REASON'],
    [{ ...anInput('X'), idempotencyKey: '1' }, 'input.KEY'],
  ])('%# is refused with what to give instead', async (input, text) => {
    expect((await recallLot(input, needs())).outcome).toMatchObject({ kind: 'REFUSED', problem: { text } });
  });

  test('while orders are being allocated leaves no order with a kit of the lot', async () => {
    for (let round = 0; round < 5; round += 1) {
      const number = `RACE-${round}`;
      await network.stock('FC10001', 40, { number });
      await createTestOrders(network.prisma, { count: 30, zip: '10001' });

      await Promise.all([allocate(), recallLot(anInput(number), needs()), allocate()]);

      expect(await levelOf('FC10001', number)).toMatchObject({ onHand: 40, allocated: 0, quarantined: 40 });
    }
  });
});

describe('a lot', () => {
  test('that expired is held back, and free again when its date is extended, but for kits destroyed meanwhile', async () => {
    const lotId = await network.stock('FC30318', 10, { number: 'OLD', expiresOn: '2026-11-22' });
    expect(await needs().lotChanges.expire(clock.now())).toBe(1);
    expect(await levelOf('FC30318', 'OLD')).toMatchObject({ quarantined: 10, lot: { status: 'EXPIRED' } });
    const destroyed = { ...anInput('OLD'), site: 'FC30318', quantity: -3, kind: 'DESTROYED' as const };
    await adjustStock(destroyed, needs());

    await extendLot({ ...anInput('OLD'), expiresOn: '2027-05-31' }, needs());

    expect(await levelOf('FC30318', 'OLD')).toMatchObject({
      onHand: 7,
      quarantined: 0,
      availableToPromise: 7,
      lot: { id: lotId, status: 'EXTENDED', expiresOn: '2027-05-31', originalExpiresOn: '2026-11-22' },
    });
  });

  test('is not extended backwards, nor once it was recalled', async () => {
    await network.stock('FC32202', 1, { number: 'SAME', expiresOn: '2027-05-31' });
    const backwards = await extendLot({ ...anInput('SAME'), expiresOn: '2027-05-31' }, needs());
    await recallLot(anInput('SAME'), needs());
    const recalled = await extendLot({ ...anInput('SAME'), expiresOn: '2028-05-31' }, needs());

    expect(backwards.outcome).toMatchObject({
      problem: { text: 'stock.LOT_DATE', values: { day: '2027-05-31' } },
    });
    expect(recalled.outcome).toMatchObject({ problem: { text: 'stock.LOT_RECALLED' } });
  });
});

test('kits that are promised cannot be written off, and a refused key is free for another try', async () => {
  await network.stock('FC33132', 5, { number: 'FIVE' });
  await createTestOrders(network.prisma, { count: 2, zip: '33132' });
  await allocate();
  const input = { ...anInput('FIVE'), site: 'site-FC33132', kind: 'DAMAGED' as const };

  const tooMany = await adjustStock({ ...input, quantity: -4 }, needs());
  const right = await adjustStock({ ...input, quantity: -3 }, needs());

  expect(tooMany.outcome).toMatchObject({ kind: 'REFUSED', problem: { kind: 'SHORT', available: 3 } });
  expect(right.outcome.kind).toBe('DONE');
  expect(await levelOf('FC33132', 'FIVE')).toMatchObject({ onHand: 2, allocated: 2 });
});

test('kits of parcels that came back are on hand and held back, and only destruction takes them away', async () => {
  await network.stock('FC84101', 1, { number: 'BACK' });
  const input = () => ({ ...anInput('BACK'), site: 'FC84101' });

  const backwards = await adjustStock({ ...input(), kind: 'RETURNED', quantity: -2 }, needs());
  await adjustStock({ ...input(), kind: 'RETURNED', quantity: 2 }, needs());
  const damaged = await adjustStock({ ...input(), kind: 'DAMAGED', quantity: -2 }, needs());

  expect(backwards.outcome).toMatchObject({ problem: { text: 'stock.CHANGE' } });
  expect(damaged.outcome).toMatchObject({ problem: { kind: 'SHORT', available: 1 } });
  expect(await levelOf('FC84101', 'BACK')).toMatchObject({
    onHand: 3,
    quarantined: 2,
    availableToPromise: 1,
  });
});

test('kits that were held back may be sent again once they are cleared, no more of them than there are and none of a recalled lot', async () => {
  await network.stock('FC94103', 1, { number: 'LOOKED-AT' });
  const input = () => ({ ...anInput('LOOKED-AT'), site: 'FC94103' });
  await adjustStock({ ...input(), kind: 'RETURNED', quantity: 3 }, needs());

  const tooMany = await adjustStock({ ...input(), kind: 'CLEARED', quantity: 4 }, needs());
  const right = await adjustStock({ ...input(), kind: 'CLEARED', quantity: 2 }, needs());

  expect(tooMany.outcome).toMatchObject({ problem: { kind: 'SHORT', available: 3 } });
  expect(right.outcome.kind).toBe('DONE');
  expect(await levelOf('FC94103', 'LOOKED-AT')).toMatchObject({
    onHand: 4,
    quarantined: 1,
    availableToPromise: 3,
  });
  await recallLot(anInput('LOOKED-AT'), needs());
  const recalled = await adjustStock({ ...input(), kind: 'CLEARED', quantity: 1 }, needs());
  expect(recalled.outcome).toMatchObject({ problem: { text: 'stock.LOT_HELD' } });
});
