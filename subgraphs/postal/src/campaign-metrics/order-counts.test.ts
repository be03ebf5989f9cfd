import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import {
  demonstrationCampaignId,
  seedDemonstrationCampaign,
} from '../demonstration/demonstration-campaign.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import type { OrderDraft } from '../orders/order.ts';
import { countNewOrders } from './order-count-store.ts';
import { type CountDimension, createOrderRateStore } from './order-rate-store.ts';
import { readOrderRates } from './read-metrics.ts';
import { createIntakeStepStore } from './intake-step-store.ts';

let database: TestDatabase;
let prisma: PrismaClient;
let pool: ReturnType<typeof openPool>;
let roundId: number;
let nextNumber = 1;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  pool = openPool(database.url);
  await seedDemonstrationCampaign(prisma);
  roundId = (await prisma.campaignRound.findFirstOrThrow({ where: { ordinal: 1 } })).id;
});
afterAll(async () => {
  await Promise.all([prisma.$disconnect(), pool.end()]);
  await database.drop();
});

async function placeAt(time: string, ...wanted: readonly Partial<OrderDraft>[]): Promise<void> {
  const claims = wanted.map((draft) => ({
    draft: anOrderDraft(draft),
    number: nextNumber++,
    roundId,
    ordinal: 1,
  }));
  await createClaimStore(pool).place(claims, new Date(`2026-11-23T${time}Z`));
}

function rates(by: CountDimension, bucket = 'PT1M', groups?: ReadonlyMap<string, string>) {
  const stores = { rates: createOrderRateStore(prisma), steps: createIntakeStepStore(prisma) };
  const [from, to] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-23T14:00:00Z')];
  return readOrderRates(
    { campaignId: demonstrationCampaignId, from, to, bucket, by, ...(groups && { groups }) },
    stores,
  );
}

const shortly = (points: Awaited<ReturnType<typeof rates>>) =>
  points.map(({ at, key, orders }) => `${at.toISOString().slice(11, 16)} ${key} ${orders}`);

test('orders count once in their minute, by each dimension, however often and by however many they are counted', async () => {
  await placeAt('12:00:01', { locale: 'es-PR' }, { zip: '75201', countyFips: '48113', channel: 'PHONE' });
  await placeAt('12:01:59.999', { locale: 'fr' }, { locale: 'en', zip: '09397', countyFips: null });
  await Promise.all([countNewOrders(prisma), countNewOrders(prisma)]);
  await placeAt('12:01:00', { locale: 'english' });
  await countNewOrders(prisma);

  expect(shortly(await rates('ALL'))).toEqual(['12:00 ALL 2', '12:01 ALL 3']);
  expect(shortly(await rates('STATE'))).toEqual(['12:00 11 1', '12:00 48 1', '12:01 11 2', '12:01 NONE 1']);
  expect(shortly(await rates('COUNTY', 'PT2M'))).toEqual(['12:00 11001 3', '12:00 48113 1', '12:00 NONE 1']);
  expect(shortly(await rates('ZIP3', 'PT1H'))).toEqual(['12:00 093 1', '12:00 200 3', '12:00 752 1']);
  expect(shortly(await rates('CHANNEL', 'PT2H'))).toEqual(['12:00 PHONE 1', '12:00 WEB 4']);
  expect(shortly(await rates('LOCALE', 'P1D'))).toEqual([
    '00:00 NONE 1',
    '00:00 OTHER 2',
    '00:00 en 1',
    '00:00 es 1',
  ]);
});

test('ZIP3s add up to what serves them, and those that nothing serves to NONE', async () => {
  const centres = new Map([
    ['200', 'washington'],
    ['093', 'washington'],
  ]);

  expect(shortly(await rates('ZIP3', 'PT1H', centres))).toEqual(['12:00 NONE 1', '12:00 washington 4']);
});

test('an order still in an open transaction is counted once it is committed, not missed', async () => {
  await prisma.$transaction(async (slow) => {
    await slow.$queryRaw`SELECT pg_current_xact_id()::text`;
    await slow.$executeRaw`
      INSERT INTO relief_order (number, placed_at, household_key, idempotency_key, input_hash, round_id, status, channel,
        ordinal, wants_updates, zip, county_fips, delivery_line, last_line, recipient_name)
      VALUES (999999, '2026-11-23T13:00:00Z', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${roundId},
        'CONFIRMED', 'WEB', 1, false, '20001', '11001', '1 TEST ST NW', 'WASHINGTON DC 20001', 'Resident')`;
    await placeAt('13:00:00', {});
    await countNewOrders(prisma);
  });
  await countNewOrders(prisma);

  expect(shortly(await rates('ALL', 'PT1H'))).toEqual(['12:00 ALL 5', '13:00 ALL 2']);
});

test('after a copy was restored, whose position is ahead of its transactions, the counts are begun anew', async () => {
  await prisma.readPosition.updateMany({ where: { reader: 'order counts' }, data: { readTo: 2n ** 60n } });

  await countNewOrders(prisma);
  await countNewOrders(prisma);

  expect(shortly(await rates('ALL', 'PT1H'))).toEqual(['12:00 ALL 5', '13:00 ALL 2']);
});
