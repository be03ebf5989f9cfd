import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { Prisma, PrismaClient } from './generated/prisma/client.ts';
import { createCoverageStore } from './public-coverage/coverage-store.ts';
import { readReconciliation } from './reconciliation/reconciliation-store.ts';
import { seedPostal } from './seed-postal.ts';

const clock = { now: () => new Date('2026-11-23T12:00:00Z') };
let database: TestDatabase;
let prisma: PrismaClient;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  await seedPostal({ databaseUrl: database.url, clock });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const contents = async () => ({
  orders: await prisma.reliefOrder.findMany({ orderBy: { number: 'asc' } }),
  campaigns: await prisma.campaign.findMany(),
  movements: await prisma.stockMovement.findMany({ orderBy: { id: 'asc' } }),
  parcels: await prisma.parcel.findMany({ orderBy: { trackingNumber: 'asc' } }),
  counts: await prisma.coverageCount.findMany({ orderBy: [{ area: 'asc' }, { key: 'asc' }] }),
  rates: await prisma.orderCount.findMany({
    orderBy: [{ dimension: 'asc' }, { startsAt: 'asc' }, { key: 'asc' }],
  }),
  steps: await prisma.intakeStepCount.findMany({
    orderBy: [{ startsAt: 'asc' }, { step: 'asc' }, { zip3: 'asc' }],
  }),
});

test('107 households of Washington, county 11001, have ordered: the answer of the first query', async () => {
  const figure = await createCoverageStore(prisma).find('campaign-home-tests-2026', '11001');

  expect(figure?.households).toBe(107);
});

test('orders spread over the two weeks before, none of them later than now', async () => {
  const { _min: first, _max: last } = await prisma.reliefOrder.aggregate({
    _min: { placedAt: true },
    _max: { placedAt: true },
  });

  expect(first.placedAt).toEqual(new Date('2026-11-09T12:00:00Z'));
  expect(last.placedAt?.getTime()).toBeLessThan(clock.now().getTime());
});

test('kits went to the centres and on to households; orders are delivered, under way, set aside for, and waiting', async () => {
  const groups = await prisma.reliefOrder.groupBy({ by: ['status'], _count: true });
  const count = (status: string) => groups.find((group) => group.status === status)?._count ?? 0;

  expect(count('DELIVERED')).toBeGreaterThan(300);
  expect(Math.min(...['SHIPPED', 'RETURNED', 'ALLOCATED', 'BACKORDERED'].map(count))).toBeGreaterThan(0);
  expect(await prisma.consignment.count({ where: { status: 'RECEIVED' } })).toBe(55);
  expect(await prisma.consignment.count({ where: { status: { in: ['DISPATCHED', 'ANNOUNCED'] } } })).toBe(6);
});

test('every kit of the demonstration is accounted for: some left, some are under way, some are at hand', async () => {
  const found = await readReconciliation(
    prisma,
    ['product-home-test-4'],
    new Date(clock.now().getTime() + 1),
  );

  expect(found.unexplained).toBe(0);
  expect(Math.min(found.received, found.shipped, found.onHand)).toBeGreaterThan(0);
});

test('a second run changes nothing', async () => {
  const before = await contents();

  await seedPostal({ databaseUrl: database.url, clock });

  expect(await contents()).toEqual(before);
  expect(before.orders.length).toBeGreaterThan(1_000);
});

test.each(Object.values(Prisma.ModelName))('the model %s agrees with its migrated table', async (model) => {
  const rows: { findFirst(): Promise<unknown> } = Reflect.get(
    prisma,
    model.charAt(0).toLowerCase() + model.slice(1),
  );

  await expect(rows.findFirst()).resolves.toBeDefined();
});
