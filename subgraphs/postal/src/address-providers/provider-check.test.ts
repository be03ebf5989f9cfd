import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { createAddressStore } from '../addresses/address-store.ts';
import { createAddressChecker } from '../addresses/check-address.ts';
import { seedDeliveryPoints } from '../demonstration/delivery-points.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { type TestUsps, createTestUsps, testCredentials } from './create-test-usps.ts';
import { createUspsAddresses } from './usps-addresses.ts';
import { createUspsClient } from './usps-client.ts';

let database: TestDatabase;
let usps: TestUsps;
let now = Date.parse('2026-11-23T12:00:00Z');
let close: () => Promise<unknown>;
let check: (
  line1: string,
  asksUsps?: boolean,
) => ReturnType<ReturnType<typeof createAddressChecker>['check']>;

beforeAll(async () => {
  [database, usps] = await Promise.all([createTestDatabase('postal'), createTestUsps()]);
  await seedDeliveryPoints(database.url);
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  const pool = openPool(database.url);
  const clock = { now: () => new Date(now) };
  const needs = { store: createAddressStore(prisma, pool), tokenKey: new Uint8Array(32).fill(7), clock };
  const provider = createUspsAddresses(createUspsClient({ url: usps.url, ...testCredentials }, clock));
  const alone = createAddressChecker(needs);
  const withProvider = createAddressChecker({ ...needs, provider });
  check = (line1, asksUsps = true) => {
    now += 120_000;
    return (asksUsps ? withProvider : alone).check({ line1, city: 'Alexandria', state: 'VA', zip: '22301' });
  };
  close = () => Promise.all([prisma.$disconnect(), pool.end()]);
});
afterAll(async () => {
  await close();
  await usps.close();
  await database.drop();
});

test('an address that the register does not know and USPS confirms is deliverable, with USPS as its source', async () => {
  expect(await check('1 Invented Ln', false)).toMatchObject({ verdict: 'NOT_FOUND' });
  expect(await check('1 Invented Ln')).toMatchObject({
    verdict: 'DELIVERABLE',
    dpv: 'Y',
    residential: 'YES',
    deliveryPoint: { source: { dataset: 'USPS Addresses API' } },
    token: expect.any(String),
  });
});

test('a spelling that USPS corrects is told as corrected, and names the same household', async () => {
  const [written, meant] = [await check('1 Inventd Ln'), await check('1 Invented Ln')];

  expect(written).toMatchObject({ verdict: 'DELIVERABLE_CORRECTED', householdKey: meant.householdKey });
  expect(written.changes).toContainEqual({
    field: 'deliveryLine',
    before: '1 INVENTD LN',
    after: '1 INVENTED LN',
    rule: 'SECOND_OPINION',
  });
});

test.each([
  ['2 Invented Ln', { verdict: 'DELIVERABLE', residential: 'NO' }],
  ['3 Invented Ln', { verdict: 'MISSING_SECONDARY', dpv: 'D', unitPrompt: { mayClaimUnit: false } }],
  ['4 Invented Ln Apt 9', { verdict: 'INVALID_SECONDARY', dpv: 'S' }],
  ['5 Invented Ln', { verdict: 'NOT_FOUND', dpv: 'N' }],
])('%s is told as %j', async (line1, expected) => {
  expect(await check(line1)).toMatchObject(expected);
});

test('the register’s own answer stands while nobody can be asked', async () => {
  usps.failNext('/addresses/v3/address', { status: 503 });

  expect(await check('1 Invented Ln')).toMatchObject({ verdict: 'NOT_FOUND' });
});
