import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { createOrderStore } from './order-store.ts';

let database: TestDatabase;
let prisma: PrismaClient;
let pool: ReturnType<typeof openPool>;
const statements: string[] = [];
const [one, other, none] = [anOrderDraft(), anOrderDraft({ zip: '20002' }), anOrderDraft()];

beforeAll(async () => {
  database = await createTestDatabase('postal');
  const logged = new PrismaClient({
    adapter: createDatabaseAdapter(database.url),
    log: [{ emit: 'event', level: 'query' }],
  });
  logged.$on('query', ({ query }) => void statements.push(query));
  prisma = logged;
  pool = openPool(database.url);
  await createClaimStore(pool).place(
    [
      { draft: one, number: 1, roundId: 1, ordinal: 1 },
      { draft: { ...one, idempotencyKey: anOrderDraft().idempotencyKey }, number: 2, roundId: 2, ordinal: 1 },
      { draft: other, number: 3, roundId: 1, ordinal: 1 },
    ],
    new Date('2026-11-23T12:00:00Z'),
  );
});
afterAll(async () => {
  await Promise.all([prisma.$disconnect(), pool.end()]);
  await database.drop();
});

test('orders asked for in one tick, some twice and some unknown, cost one statement and come back to who asked', async () => {
  const orders = createOrderStore(prisma);
  statements.length = 0;

  const found = await Promise.all([1, 3, 1, 99].map((number) => orders.find(number)));

  expect(found.map((order) => order?.zip)).toEqual(['20001', '20002', '20001', undefined]);
  expect(statements).toHaveLength(1);
});

test('the orders of several households are counted by round in one statement', async () => {
  const orders = createOrderStore(prisma);
  statements.length = 0;

  const counts = await Promise.all(
    [one, other, one, none].map(({ householdKey }) => orders.countByRound(householdKey)),
  );

  expect(counts.map((byRound) => [...byRound].sort())).toEqual([
    [
      [1, 1],
      [2, 1],
    ],
    [[1, 1]],
    [
      [1, 1],
      [2, 1],
    ],
    [],
  ]);
  expect(statements).toHaveLength(1);
});

test('what readers get of an order names neither recipient nor contact', async () => {
  expect(Object.keys((await createOrderStore(prisma).find(1)) ?? {}).sort()).toEqual([
    'channel',
    'deliveryLine',
    'lastLine',
    'number',
    'placedAt',
    'roundId',
    'status',
    'urbanization',
    'zip',
  ]);
});
