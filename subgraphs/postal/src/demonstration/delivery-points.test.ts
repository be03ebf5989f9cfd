import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { createAddressStore } from '../addresses/address-store.ts';
import { createAddressChecker } from '../addresses/check-address.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { seedDeliveryPoints } from './delivery-points.ts';

let database: TestDatabase;
let prisma: PrismaClient;
let pool: ReturnType<typeof openPool>;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  pool = openPool(database.url);
});

afterAll(async () => {
  await Promise.all([prisma.$disconnect(), pool.end()]);
  await database.drop();
});

test('the demonstration register holds real addresses once, and a second seeding changes nothing', async () => {
  const loaded = await seedDeliveryPoints(database.url);
  expect(loaded).toBeGreaterThan(3_000);
  expect(await prisma.deliveryPoint.count()).toBe(loaded);
  expect(await seedDeliveryPoints(database.url)).toBe(0);
});

test('every delivery point of the District of Columbia checks as itself', async () => {
  const store = createAddressStore(prisma, pool);
  const clock = { now: () => new Date('2026-11-23T00:00:00.000Z') };
  const checker = createAddressChecker({ store, tokenKey: new Uint8Array(32), clock });
  const points = await prisma.deliveryPoint.findMany({ where: { state: 'DC' } });
  expect(points.length).toBeGreaterThan(190);
  const checks = await Promise.all(
    points.map(({ deliveryLine, city, state, zip }) =>
      checker.check({ line1: deliveryLine, city, state, zip }),
    ),
  );
  expect(checks.filter(({ countyFips }) => countyFips === '11001')).toHaveLength(points.length);
  const keys = checks.map(({ householdKey }) => householdKey);
  expect(keys).toEqual(points.map(({ householdKey }) => householdKey.replaceAll('-', '')));
  expect(checks.filter(({ dpv }) => dpv === 'N' || dpv === 'S')).toEqual([]);
});

test('a synthetic building asks for its unit and tells that it is synthetic', async () => {
  const store = createAddressStore(prisma, pool);
  const clock = { now: () => new Date('2026-11-23T00:00:00.000Z') };
  const checker = createAddressChecker({ store, tokenKey: new Uint8Array(32), clock });
  const place = { city: 'Washington', state: 'DC', zip: '20009' };
  const checked = await checker.check({ line1: '1210 Example Pl NW', ...place });
  expect(checked).toMatchObject({ dpv: 'D', unitPrompt: { knownUnits: ['1', '2', 'BSMT', 'PH'] } });
  const unit = await checker.check({ line1: '1210 Example Pl NW Penthouse', ...place });
  expect(unit.deliveryPoint?.source.dataset).toBe('Synthetic demonstration buildings');
});

test('facilities lie where they are', async () => {
  const store = createAddressStore(prisma, pool);
  expect(await store.findFacility('facility-adw')).toMatchObject({ kind: 'AIR_BASE', countyFips: '24033' });
  expect(await store.findFacility('facility-nowhere')).toBeUndefined();
  expect(await prisma.facility.count({ where: { kind: 'FULFILLMENT_CENTER' } })).toBe(49);
  expect(await prisma.facility.count({ where: { kind: 'LOGISTICS_CENTER' } })).toBe(6);
});
