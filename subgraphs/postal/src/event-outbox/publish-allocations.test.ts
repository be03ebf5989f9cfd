import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import type { EventKind } from './outbox-event.ts';
import { createOutboxStore } from './outbox-store.ts';
import { publishNewEvents } from './publish-events-store.ts';

const now = new Date('2026-11-23T17:00:00Z');
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
  await network.prisma.campaignRound.updateMany({ where: { ordinal: 2 }, data: { parcelsPerOrder: 2 } });
});
afterAll(() => network.close());

/** An agency that listens to these kinds from now on, and to nothing else. */
async function listen(...kinds: EventKind[]): Promise<void> {
  const { prisma } = network;
  await prisma.webhook.deleteMany();
  const times = { createdAt: now, nextAttemptAt: now };
  const receiver = { id: randomUUID(), agency: 'HHS', url: 'https://relief.agency.example/events' };
  const secret = new Uint8Array(randomBytes(32));
  await prisma.webhook.create({ data: { ...receiver, secret, kinds, toldTo: 0, ...times } });
}

/** What is told of orders of two parcels that get their kits. */
async function factsOfAllocating(orders: number) {
  const outbox = createOutboxStore(network.prisma);
  await publishNewEvents(network.prisma, now);
  const before = await outbox.newest();
  await createTestOrders(network.prisma, { count: orders, ordinal: 2 });
  await readAllOrderChanges(network.prisma, now);
  await allocateOrders(createAllocationStore(network.prisma), now);
  await publishNewEvents(network.prisma, now);
  const { events } = await outbox.readAfter(before, ['ORDER_STATUS_CHANGED', 'ORDER_ALLOCATED'], 100);
  return events.map(({ facts }) => facts);
}

test('kits that are set aside are told by site and lot, behind the change of status of their order', async () => {
  await network.stock('FC20018', 3, { number: 'FIRST', expiresOn: '2027-01-31' });
  await network.stock('FC20018', 1, { number: 'SECOND', expiresOn: '2027-02-28' });
  await listen('ORDER_ALLOCATED', 'ORDER_STATUS_CHANGED');

  const facts = await factsOfAllocating(2);

  const kits = (lot: string, quantity: number) => ({
    siteCode: 'FC20018',
    gtin: '09521101530018',
    lot,
    quantity,
  });
  expect(facts).toMatchObject([
    { kind: 'ORDER_STATUS_CHANGED', to: 'ALLOCATED' },
    { kind: 'ORDER_ALLOCATED', zip3: '200', kits: [kits('FIRST', 2)] },
    { kind: 'ORDER_STATUS_CHANGED', to: 'ALLOCATED' },
    { kind: 'ORDER_ALLOCATED', zip3: '200', kits: [kits('FIRST', 1), kits('SECOND', 1)] },
  ]);
});

test('while no agency wants to hear of kits, nothing is written of them', async () => {
  await network.stock('FC20018', 2);
  await listen('ORDER_STATUS_CHANGED');

  expect((await factsOfAllocating(1)).map(({ kind }) => kind)).toEqual(['ORDER_STATUS_CHANGED']);
});
