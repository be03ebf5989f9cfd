import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { OrderStatus, PrismaClient } from '../generated/prisma/client.ts';
import { anOrderDraft } from '../intake/an-order-draft.ts';
import { createClaimStore } from '../intake/claim-store.ts';
import { mayBecome } from '../orders/order-state-rules.ts';
import { changeOrderStatuses } from './order-event-store.ts';

const at = new Date('2026-11-23T12:00:00Z');
const household = { actor: 'HOUSEHOLD' } as const;
const everyStatus = Object.values(OrderStatus);
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
beforeEach(async () => {
  await prisma.reliefOrder.deleteMany();
  await prisma.orderEvent.deleteMany();
  const claims = [1, 2, 3].map((number) => ({ draft: anOrderDraft(), number, roundId: 1, ordinal: 1 }));
  await createClaimStore(pool).place(claims, at);
});

const eventsOf = (number: number) =>
  prisma.orderEvent.findMany({
    where: { number },
    orderBy: { id: 'asc' },
    omit: { id: true, writtenIn: true },
  });
const statusOf = async (number: number) =>
  (await prisma.reliefOrder.findUniqueOrThrow({ where: { number } })).status;

describe('a change of several orders', () => {
  test('changes those that stand where the change begins, writes an event for each, and leaves the others', async () => {
    const changed = await changeOrderStatuses(
      prisma,
      [
        { number: 1, from: 'CONFIRMED', to: 'CANCELLED', reason: 'MISTAKE' },
        { number: 2, from: 'BACKORDERED', to: 'ALLOCATED' },
        { number: 9, from: 'CONFIRMED', to: 'CANCELLED' },
      ],
      household,
      at,
    );

    expect([...changed]).toEqual([1]);
    expect([await statusOf(1), await statusOf(2)]).toEqual(['CANCELLED', 'CONFIRMED']);
    expect(await eventsOf(1)).toEqual([
      {
        number: 1n,
        at,
        actor: 'HOUSEHOLD',
        agent: null,
        fromStatus: 'CONFIRMED',
        toStatus: 'CANCELLED',
        reason: 'MISTAKE',
        note: null,
        siteCode: null,
        lotIds: [],
      },
    ]);
    expect(await eventsOf(2)).toEqual([]);
  });

  test('happens once where two want the same', async () => {
    const cancel = () =>
      changeOrderStatuses(prisma, [{ number: 3, from: 'CONFIRMED', to: 'CANCELLED' }], household, at);

    const outcomes = await Promise.all([cancel(), cancel(), cancel()]);

    expect(outcomes.map(({ size }) => size).sort()).toEqual([0, 0, 1]);
    expect(await eventsOf(3)).toHaveLength(1);
  });

  test('that the state machine does not know changes nothing', async () => {
    const backwards = changeOrderStatuses(
      prisma,
      [{ number: 1, from: 'CONFIRMED', to: 'DELIVERED' }],
      household,
      at,
    );

    await expect(backwards).rejects.toThrow(/order_event_transition/);
    expect(await statusOf(1)).toBe('CONFIRMED');
  });
});

test.each(everyStatus)(
  'from %s the table takes exactly the changes that the state machine knows',
  async (from) => {
    const taken = [];
    for (const to of everyStatus) {
      const event = { number: 1n, at, actor: 'WING', fromStatus: from, toStatus: to } as const;
      const isTaken = await prisma.orderEvent.create({ data: event }).then(
        () => true,
        () => false,
      );
      if (isTaken) taken.push(to);
    }

    expect(taken).toEqual(everyStatus.filter((to) => mayBecome(from, to)));
  },
);

test('where kits come from is told with the setting aside of them, site and lots together, and with nothing else', async () => {
  const allocated = {
    number: 1n,
    at,
    actor: 'WING',
    fromStatus: 'CONFIRMED',
    toStatus: 'ALLOCATED',
  } as const;
  const taken = (data: object) =>
    prisma.orderEvent.create({ data: { ...allocated, ...data } }).then(
      () => true,
      () => false,
    );

  expect(await taken({ siteCode: 'FC20018', lotIds: [1] })).toBe(true);
  expect(await taken({ siteCode: 'FC20018' })).toBe(false);
  expect(await taken({ lotIds: [1] })).toBe(false);
  expect(await taken({ toStatus: 'CANCELLED', siteCode: 'FC20018', lotIds: [1] })).toBe(false);
});

test('an event of an agent names the agent, and no other does', async () => {
  const event = { number: 1n, at, reason: 'ADDRESS_CORRECTED' } as const;

  await expect(prisma.orderEvent.create({ data: { ...event, actor: 'AGENT' } })).rejects.toThrow();
  await expect(
    prisma.orderEvent.create({ data: { ...event, actor: 'HOUSEHOLD', agent: 'someone' } }),
  ).rejects.toThrow();
});
