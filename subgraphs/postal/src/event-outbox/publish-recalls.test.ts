import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { recallLot } from '../stock/change-stock.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { createOutboxStore } from './outbox-store.ts';
import { publishNewEvents } from './publish-events-store.ts';

const now = new Date('2026-11-23T17:00:00Z');
const gtin = '09521101530018';
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
  const receiver = { id: randomUUID(), agency: 'HHS', url: 'https://relief.agency.example/events' };
  const listening = { kinds: ['LOT_RECALLED' as const], toldTo: 0, createdAt: now, nextAttemptAt: now };
  const secret = new Uint8Array(randomBytes(32));
  await network.prisma.webhook.create({ data: { ...receiver, ...listening, secret } });
});
afterAll(() => network.close());

test('every recall is an event, by site what is held back, and also where nothing is left to hold back', async () => {
  const { prisma } = network;
  const lot = { gtin, number: 'BAD' };
  await network.stock('FC20018', 4, { number: 'BAD' });
  await network.stock('LC30303', 9, { number: 'BAD' });
  const recall = () =>
    recallLot(
      { idempotencyKey: randomUUID(), lot, reason: 'Notice of the maker' },
      createNetworkStores(prisma, { now: () => now }),
    );

  await recall();
  await publishNewEvents(prisma, now);
  await recall();
  await publishNewEvents(prisma, now);

  const { events } = await createOutboxStore(prisma).readAfter(0n, ['LOT_RECALLED'], 10);
  const of = { kind: 'LOT_RECALLED', lot: 'BAD', gtin, sentParcels: 0, recall: expect.any(String) };
  const kits = (siteCode: string, quantity: number) => ({ siteCode, lot: 'BAD', gtin, quantity });
  expect(events.map(({ facts }) => facts)).toEqual([
    { ...of, kits: [kits('FC20018', 4), kits('LC30303', 9)] },
    { ...of, kits: [] },
  ]);
  expect(new Set(events.map(({ partitionKey }) => partitionKey)).size).toBe(1);
});
