import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { readOrders } from '../orders/order-store.ts';
import type { ReliefOrder } from '../orders/order.ts';
import { changeOrderStatuses, noteOrderChange } from './order-event-store.ts';
import { createOrderHistoryStore } from './order-history-store.ts';
import { pageOrderHistory } from './page-order-history.ts';

const placedAt = new Date('2026-11-23T12:00:00Z');
const later = new Date('2026-11-23T13:00:00Z');
const statements: string[] = [];
let database: TestDatabase;
let prisma: PrismaClient;
let followed: ReliefOrder;
let quiet: ReliefOrder;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  const logged = new PrismaClient({
    adapter: createDatabaseAdapter(database.url),
    log: [{ emit: 'event', level: 'query' }],
  });
  logged.$on('query', ({ query }) => void statements.push(query));
  prisma = logged;
  const draft = () => anOrderDraft({ status: 'RECEIVED' });
  const pool = openPool(database.url);
  await createClaimStore(pool).place(
    [1, 2].map((number) => ({ draft: draft(), number, roundId: 1, ordinal: 1 })),
    placedAt,
  );
  await pool.end();
  const wing = { actor: 'WING' } as const;
  await noteOrderChange(prisma, { number: 1, reason: 'ADDRESS_CORRECTED' }, { actor: 'HOUSEHOLD' }, later);
  await changeOrderStatuses(prisma, [{ number: 1, from: 'RECEIVED', to: 'CONFIRMED' }], wing, later);
  await changeOrderStatuses(prisma, [{ number: 1, from: 'CONFIRMED', to: 'ALLOCATED' }], wing, later);
  const [one, other] = await readOrders(prisma, [1, 2]);
  if (!one || !other) throw new Error('The orders were not placed.');
  [followed, quiet] = one.number === 1 ? [one, other] : [other, one];
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

test('a history begins with the placing, in the status the order began in, and goes on page by page', async () => {
  const history = createOrderHistoryStore(prisma);
  const first = await pageOrderHistory(followed, { first: 2 }, history);
  const second = await pageOrderHistory(followed, { first: 2, after: first.pageInfo.endCursor }, history);

  expect(first.nodes).toMatchObject([
    { at: placedAt, fromStatus: null, toStatus: 'RECEIVED', actor: 'HOUSEHOLD' },
    { at: later, toStatus: null, reason: 'ADDRESS_CORRECTED' },
  ]);
  expect(second.nodes).toMatchObject([
    { fromStatus: 'RECEIVED', toStatus: 'CONFIRMED' },
    { fromStatus: 'CONFIRMED', toStatus: 'ALLOCATED' },
  ]);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});

test('histories of several orders, asked for in one tick, cost one statement and come back to who asked', async () => {
  const history = createOrderHistoryStore(prisma);
  statements.length = 0;

  const pages = await Promise.all(
    [quiet, followed, quiet].map((order) => pageOrderHistory(order, {}, history)),
  );

  expect(pages.map(({ nodes }) => nodes.length)).toEqual([1, 4, 1]);
  expect(statements).toHaveLength(1);
});

test('a cursor that is not of a history is refused', async () => {
  const foreign = Buffer.from(JSON.stringify(['ALLOCATED'])).toString('base64url');

  await expect(
    pageOrderHistory(followed, { after: foreign }, createOrderHistoryStore(prisma)),
  ).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
});
