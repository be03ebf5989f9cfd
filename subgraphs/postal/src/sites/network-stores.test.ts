import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { createNetworkStores } from './create-network-stores.ts';
import type { NetworkStores } from './network-stores.ts';

const statements: string[] = [];
let network: TestNetwork;
let counted: PrismaClient;
let stores: NetworkStores;

beforeAll(async () => {
  network = await createTestNetwork();
  await network.stock('FC20018', 5);
  await network.stock('FC21201', 7);
  const logged = new PrismaClient({
    adapter: createDatabaseAdapter(network.url),
    log: [{ emit: 'event', level: 'query' }],
  });
  logged.$on('query', ({ query }) => void statements.push(query));
  counted = logged;
  stores = createNetworkStores(counted, { now: () => new Date('2026-11-23T12:00:00Z') });
});
afterAll(async () => {
  await counted.$disconnect();
  await network.close();
});

const codes = ['FC20018', 'FC21201', 'FC20018', 'NOWHERE'];
const reads: readonly (readonly [string, (code: string) => Promise<unknown>, readonly unknown[]])[] = [
  ['sites', async (code) => (await stores.sites.find(code))?.district, ['DC', 'MD', 'DC', undefined]],
  [
    'levels of stock',
    async (code) => (await stores.levels.listLots(code)).map(({ onHand }) => onHand),
    [[5], [7], [5], []],
  ],
  ['what sites supply', async (code) => (await stores.sites.listSuppliedBy(code)).length, [0, 0, 0, 0]],
  [
    'what sites serve',
    async (code) => (await stores.sites.listZip3s(code)).length > 0,
    [true, true, true, false],
  ],
];

test.each(reads)(
  '%s asked for in one tick, some twice and some unknown, cost one statement',
  async (_name, read, expected) => {
    statements.length = 0;

    expect(await Promise.all(codes.map(read))).toEqual(expected);
    expect(statements).toHaveLength(1);
  },
);

test('lots, products, consignments, batches and the parcels of orders each cost one statement for any number of askers', async () => {
  const [lot = 0, other = 0] = (await network.prisma.stockLot.findMany()).map(({ id }) => id);
  for (const read of [
    () => [lot, other, lot].map((id) => stores.levels.getLot(id)),
    () => [1, 2, 1].map(() => stores.products.get('product-home-test-4')),
    () => [1n, 2n, 1n].map((id) => stores.consignments.find(id)),
    () => [1n, 2n, 1n].map((id) => stores.consignments.listLines(id)),
    () => [1n, 2n, 1n].map((id) => stores.parcels.findBatch(id)),
    () => [1n, 2n, 1n].map((id) => stores.parcels.countOfBatch(id)),
    () => [1, 2, 1].map((number) => stores.parcels.listOfOrder(number)),
  ]) {
    statements.length = 0;
    await Promise.all<unknown>(read());
    expect(statements).toHaveLength(1);
  }
});
