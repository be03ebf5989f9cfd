import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readOrderChanges } from '../allocation/waiting-order-store.ts';
import type { CampaignRound } from '../campaigns/campaign.ts';
import { createCampaignStore } from '../campaigns/campaign-store.ts';
import { type TestNetwork, createTestNetwork, testProduct } from '../stock/create-test-network.ts';
import { readBacklog } from './backlog-store.ts';
import { type BacklogReader, createBacklogReader } from './backlog-reader.ts';
import { findBacklog, listBacklogs } from './backlog-view.ts';
import { estimateOrder } from './estimate-order.ts';

const washington = 'FC20018';
const now = new Date('2026-11-23T17:00:00Z');
let network: TestNetwork;
let reader: BacklogReader;
let round: CampaignRound;

beforeAll(async () => {
  network = await createTestNetwork();
  const { prisma } = network;
  reader = createBacklogReader((at) => readBacklog(prisma, at), { now: () => now }, neverFails);
  const [campaign] = await createCampaignStore(prisma).readAll();
  const [first] = campaign?.rounds ?? [];
  if (!first) throw new Error('The demonstration campaign has no round.');
  round = first;
  await prisma.distributionSite.update({ where: { code: washington }, data: { dailyParcelCapacity: 10 } });
});
afterAll(() => network.close());

function neverFails(cause: unknown): void {
  throw cause;
}
const backlog = async () => findBacklog(await reader.refresh(), washington);
const order = (status: 'CONFIRMED' | 'BACKORDERED' | 'DELIVERED', placedAt: string) => ({
  zip: '20001',
  status,
  placedAt: new Date(placedAt),
});

test('nothing waits before an order is placed', async () => {
  expect(await backlog()).toEqual({
    siteCode: washington,
    orders: 0,
    oldestPlacedAt: undefined,
    parcelsToday: 0,
    clearDate: '2026-11-23',
  });
});

test('orders wait at the centre of their ZIP3, without a clear date as long as there are no kits for them', async () => {
  await createTestOrders(network.prisma, { count: 30, placedAt: new Date('2026-11-20T12:00:00Z') });
  await createTestOrders(network.prisma, { count: 5, placedAt: new Date('2026-11-22T12:00:00Z') });
  await createTestOrders(network.prisma, { count: 2, zip: '90001' });
  await readOrderChanges(network.prisma, now);

  expect(await backlog()).toMatchObject({
    orders: 35,
    oldestPlacedAt: new Date('2026-11-20T12:00:00Z'),
    clearDate: undefined,
  });
  const all = listBacklogs(await reader.current(), new Set([testProduct]));
  expect(all).toHaveLength(49);
  expect(all.reduce((sum, { orders }) => sum + orders, 0)).toBe(37);
  expect(listBacklogs(await reader.current(), new Set(['another product']))[0]).toMatchObject({ orders: 0 });
});

test('a backordered order has no estimate while kits are nowhere, any other one the promise of its round', async () => {
  expect(await estimateOrder(order('BACKORDERED', '2026-11-20T12:00:00Z'), round, reader)).toBeUndefined();
  expect(await estimateOrder(order('CONFIRMED', '2026-11-20T12:00:00Z'), round, reader)).toMatchObject({
    basis: 'POLICY',
    latest: '2026-12-02',
  });
});

test('with kits, the clear date follows from what the centre packs in a day', async () => {
  await network.stock(washington, 100);

  expect(await backlog()).toMatchObject({ orders: 35, clearDate: '2026-11-26' });
});

test('kits set aside are still to be packed, and use up the day', async () => {
  await allocateOrders(createAllocationStore(network.prisma), now);

  expect(await backlog()).toMatchObject({ orders: 35, parcelsToday: 10, clearDate: '2026-11-27' });
});

test('where the backlog is longer than the promise, the estimate says so, the later the later an order was placed', async () => {
  await network.prisma.distributionSite.update({
    where: { code: washington },
    data: { dailyParcelCapacity: 2 },
  });
  await reader.refresh();

  const [early, late] = [
    await estimateOrder(order('CONFIRMED', '2026-11-20T12:30:00Z'), round, reader),
    await estimateOrder(order('CONFIRMED', '2026-11-22T13:00:00Z'), round, reader),
  ];

  // 30 and 35 parcels, 2 a day from tomorrow on; 2 to 5 days with the carrier.
  expect(early).toEqual({ earliest: '2026-12-10', latest: '2026-12-13', basis: 'BACKLOG_MODEL', asOf: now });
  expect(late).toEqual({ earliest: '2026-12-13', latest: '2026-12-16', basis: 'BACKLOG_MODEL', asOf: now });
  expect(await estimateOrder(order('DELIVERED', '2026-11-20T12:30:00Z'), round, reader)).toMatchObject({
    basis: 'POLICY',
  });
});

test('those who ask at the same time share one reading, and a young one is not read again', async () => {
  let readings = 0;
  let time = now.getTime();
  const shared = createBacklogReader(
    async () => {
      readings += 1;
      return { sites: [], waiting: [], kits: [], services: [] };
    },
    { now: () => new Date(time) },
    neverFails,
  );

  await Promise.all([shared.current(), shared.current(), shared.refresh()]);
  await shared.current();
  expect(readings).toBe(1);

  time += 6_000;
  await Promise.all([shared.current(), shared.current()]);
  expect(readings).toBe(2);
});
