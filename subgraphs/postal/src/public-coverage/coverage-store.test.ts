import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { seedDemonstrationCampaign } from '../demonstration/demonstration-campaign.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { countNewHouseholds } from './coverage-count-store.ts';
import { createCoverageStore } from './coverage-store.ts';

const campaignId = 'campaign-home-tests-2026';
let database: TestDatabase;
let prisma: PrismaClient;
let pool: ReturnType<typeof openPool>;
let statements: string[];
let roundIds: readonly number[];
let nextNumber = 1;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  const logged = new PrismaClient({
    adapter: createDatabaseAdapter(database.url),
    log: [{ emit: 'event', level: 'query' }],
  });
  logged.$on('query', ({ query }) => void statements.push(query));
  prisma = logged;
  pool = openPool(database.url);
  statements = [];
  await seedDemonstrationCampaign(prisma);
  roundIds = (await prisma.campaignRound.findMany({ orderBy: { ordinal: 'asc' } })).map(({ id }) => id);
});

afterAll(async () => {
  await Promise.all([prisma.$disconnect(), pool.end()]);
  await database.drop();
});

async function placeOrders(
  countyFips: string | null,
  households: readonly string[],
  round = 0,
): Promise<void> {
  const claims = households.map((householdKey) => ({
    draft: anOrderDraft({ householdKey, countyFips }),
    number: nextNumber++,
    roundId: roundIds[round] ?? 0,
    ordinal: 1,
  }));
  await createClaimStore(pool).place(claims, new Date());
}

const households = (count: number) => Array.from({ length: count }, () => anOrderDraft().householdKey);
const figureOf = (fips: string) => createCoverageStore(prisma).find(campaignId, fips);

test('a household counts once a campaign, however many rounds it orders in and however often orders are counted', async () => {
  const neighbours = households(12);
  await placeOrders('11001', neighbours);
  await countNewHouseholds(prisma);
  await placeOrders('11001', neighbours.slice(0, 5), 1);
  await placeOrders('11001', households(1));

  await Promise.all([countNewHouseholds(prisma), countNewHouseholds(prisma)]);

  expect(await figureOf('11001')).toMatchObject({ households: 13, withheldBelow: 0 });
});

test('a state adds its counties up and tells how many of them are too small to show', async () => {
  await placeOrders('24031', households(11));
  await placeOrders('24033', households(4));
  await placeOrders(null, households(3));
  await countNewHouseholds(prisma);

  expect(await figureOf('24')).toMatchObject({ households: 15, withheldBelow: 4 });
  expect(await figureOf('24033')).toMatchObject({ households: 4, withheldBelow: 4 });
  expect(await figureOf('99999')).toBeUndefined();
});

test('an order still in an open transaction is counted once it is committed, not missed', async () => {
  const before = (await figureOf('11001'))?.households ?? 0;
  await prisma.$transaction(async (slow) => {
    await slow.$executeRaw`
      INSERT INTO relief_order (number, placed_at, household_key, idempotency_key, input_hash, round_id, status, channel,
        ordinal, wants_updates, zip, county_fips, delivery_line, last_line, recipient_name)
      VALUES (999999, now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${roundIds[0]}, 'CONFIRMED', 'WEB',
        1, false, '20001', '11001', '1 TEST ST NW', 'WASHINGTON DC 20001', 'Resident')`;
    await placeOrders('11001', households(1));
    await countNewHouseholds(prisma);
  });
  await countNewHouseholds(prisma);

  expect((await figureOf('11001'))?.households).toBe(before + 2);
});

test('a transaction that stays open in another database of the server holds nothing up', async () => {
  const other = await createTestDatabase('postal');
  const elsewhere = new PrismaClient({ adapter: createDatabaseAdapter(other.url) });
  const before = (await figureOf('11001'))?.households ?? 0;

  await elsewhere.$transaction(async (open) => {
    await open.$queryRaw`SELECT pg_current_xact_id()::text`;
    await placeOrders('11001', households(2));
    await countNewHouseholds(prisma);
  });

  expect((await figureOf('11001'))?.households).toBe(before + 2);
  await elsewhere.$disconnect();
  await other.drop();
});

test('a position of a restored copy, ahead of its transactions, is read again from the start', async () => {
  await prisma.readPosition.updateMany({ data: { readTo: 2n ** 60n } });
  const before = (await figureOf('11001'))?.households ?? 0;
  await placeOrders('11001', households(2));

  await countNewHouseholds(prisma);

  expect((await figureOf('11001'))?.households).toBe(before + 2);
});

test('any number of regions asked for in one tick costs one statement', async () => {
  const figures = createCoverageStore(prisma);
  statements = [];

  const found = await Promise.all(
    ['11001', '24', '24031', '11001', '99'].map((fips) => figures.find(campaignId, fips)),
  );

  expect(found.map((figure) => figure?.key)).toEqual(['11001', '24', '24031', '11001', undefined]);
  expect(statements).toHaveLength(1);
});

test('a list goes on after a key, by county and by state', async () => {
  const figures = createCoverageStore(prisma);

  const counties = await figures.list(campaignId, 'COUNTY', { afterKey: '11001', limit: 10 });
  const states = await figures.list(campaignId, 'STATE', { afterKey: undefined, limit: 1 });

  expect(counties.map(({ key }) => key)).toEqual(['24031', '24033']);
  expect(states.map(({ key }) => key)).toEqual(['11']);
});

test('a household counts as reached once an order of it was delivered, whatever becomes of its others', async () => {
  await placeOrders('51059', households(30));
  const reached = await prisma.reliefOrder.findMany({ where: { countyFips: '51059' }, take: 15 });
  const events = reached.map(({ number }) => ({
    number,
    at: new Date(),
    actor: 'CARRIER' as const,
    fromStatus: 'SHIPPED' as const,
    toStatus: 'DELIVERED' as const,
  }));
  await countNewHouseholds(prisma);
  await prisma.orderEvent.createMany({ data: [...events, ...events] });

  await Promise.all([countNewHouseholds(prisma), countNewHouseholds(prisma)]);

  expect(await figureOf('51059')).toMatchObject({ households: 30, delivered: 15, deliveredBelow: 0 });
  expect(await figureOf('51')).toMatchObject({ households: 30, delivered: 15, undeliveredBelow: 0 });
});

test('households count by the beginning of their ZIP as well, those of military mail too', async () => {
  const military = households(12).map((householdKey) => ({
    draft: anOrderDraft({ householdKey, countyFips: null, zip: '09397' }),
    number: nextNumber++,
    roundId: roundIds[0] ?? 0,
    ordinal: 1,
  }));
  await createClaimStore(pool).place(military, new Date());
  await countNewHouseholds(prisma);

  const [first, second] = await createCoverageStore(prisma).list(campaignId, 'ZIP3', {
    afterKey: undefined,
    limit: 10,
  });

  expect(first).toMatchObject({ key: '093', households: 12, delivered: 0 });
  expect(second).toMatchObject({ key: '200', delivered: 15 });
});
