import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import fc from 'fast-check';
import { PrismaClient } from '../generated/prisma/client.ts';
import { deriveOrderNumber } from '../orders/order-number.ts';
import type { OrderDraft } from '../orders/order.ts';
import { anOrderDraft } from './an-order-draft.ts';
import { createClaimStore } from './claim-store.ts';
import { type IntakeOutcome, type OrderIntake, createOrderIntake } from './order-intake.ts';

const numberKey = randomBytes(32);
const roundOne = [{ roundId: 1, ordinal: 1 }];
const bothRounds = [...roundOne, { roundId: 2, ordinal: 1 }];

let database: TestDatabase;
let prisma: PrismaClient;
let pool: ReturnType<typeof openPool>;
let intake: OrderIntake;
/** A second process of the wing: its batches race with those of the first. */
let rivalPool: ReturnType<typeof openPool>;
let rival: OrderIntake;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  pool = openPool(database.url);
  rivalPool = openPool(database.url);
  intake = createOrderIntake(createClaimStore(pool), systemClock);
  rival = createOrderIntake(createClaimStore(rivalPool), systemClock);
});

afterAll(async () => {
  await Promise.all([intake.close(), rival.close()]);
  await Promise.all([prisma.$disconnect(), pool.end(), rivalPool.end()]);
  await database.drop();
});

const place = (draft: OrderDraft, slots = roundOne, by = intake) => by.place({ draft, numberKey, slots });
const ordersOf = (householdKey: string) =>
  prisma.reliefOrder.count({ where: { householdKey: asUuid(householdKey) } });
const asUuid = (key: string) => key.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const numberOf = (outcome: IntakeOutcome) => ('order' in outcome ? outcome.order.number : undefined);

describe('one household', () => {
  test('gets one order when two requests race, in 1,000 of 1,000 tries', async () => {
    const tries = Array.from({ length: 1_000 }, async () => {
      const { householdKey } = anOrderDraft();
      const outcomes = await Promise.all([
        place(anOrderDraft({ householdKey }), roundOne, intake),
        place(anOrderDraft({ householdKey }), roundOne, rival),
      ]);
      return outcomes.map(({ kind }) => kind).sort();
    });

    const kinds = await Promise.all(tries);

    expect(kinds.filter((pair) => pair.join() === 'LIMIT_REACHED,PLACED')).toHaveLength(1_000);
    expect(await prisma.reliefOrder.count()).toBe(1_000);
  });

  test('claims an earlier open round before a later one, and each only once', async () => {
    const { householdKey } = anOrderDraft();

    const outcomes = [];
    for (let count = 0; count < 3; count += 1)
      outcomes.push(await place(anOrderDraft({ householdKey }), bothRounds));

    expect(outcomes.map((outcome) => ('order' in outcome ? outcome.order.roundId : outcome.kind))).toEqual([
      1,
      2,
      'LIMIT_REACHED',
    ]);
  });

  test('gets as many orders as it has claims, however many requests race', async () => {
    const { householdKey } = anOrderDraft();

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        place(anOrderDraft({ householdKey }), bothRounds, index % 2 ? rival : intake),
      ),
    );

    expect(outcomes.filter(({ kind }) => kind === 'PLACED')).toHaveLength(2);
    expect(await ordersOf(householdKey)).toBe(2);
  });
});

describe('one idempotency key', () => {
  test('gets the same order again, with another round open or not', async () => {
    const draft = anOrderDraft();

    const first = await place(draft, bothRounds);
    const again = await place(draft, bothRounds, rival);

    expect(again.kind).toBe('REPLAYED');
    expect(numberOf(again)).toBe(numberOf(first));
    expect(await ordersOf(draft.householdKey)).toBe(1);
  });

  test('gets one order when the same request arrives many times at once', async () => {
    const draft = anOrderDraft();

    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => place(draft, bothRounds, index % 2 ? rival : intake)),
    );

    expect(outcomes.filter(({ kind }) => kind === 'PLACED')).toHaveLength(1);
    expect(new Set(outcomes.map(numberOf)).size).toBe(1);
    expect(await ordersOf(draft.householdKey)).toBe(1);
  });

  test('is refused for another household, and for another body of the same household', async () => {
    const draft = anOrderDraft();
    await place(draft);

    const otherHousehold = await place(anOrderDraft({ idempotencyKey: draft.idempotencyKey }));
    const otherBody = await place({ ...draft, inputHash: anOrderDraft().inputHash });

    expect([otherHousehold.kind, otherBody.kind]).toEqual(['KEY_REUSED', 'KEY_REUSED']);
  });

  test('places one order when two households race under it, in 200 of 200 tries', async () => {
    const tries = Array.from({ length: 200 }, async () => {
      const idempotencyKey = randomUUID();
      const outcomes = await Promise.all([
        place(anOrderDraft({ idempotencyKey }), roundOne, intake),
        place(anOrderDraft({ idempotencyKey }), roundOne, rival),
      ]);
      return outcomes
        .map(({ kind }) => kind)
        .sort()
        .join();
    });

    expect(new Set(await Promise.all(tries))).toEqual(new Set(['KEY_REUSED,PLACED']));
  });

  test('is remembered after the rounds have closed', async () => {
    const draft = anOrderDraft();
    const placed = await place(draft);

    expect(await intake.findEarlier({ draft, numberKey })).toMatchObject({
      kind: 'REPLAYED',
      order: { number: numberOf(placed) },
    });
    expect(await intake.findEarlier({ draft: anOrderDraft(), numberKey })).toBeUndefined();
  });

  test('that meets a stranger under its number gets the next number, and keeps it', async () => {
    const draft = anOrderDraft();
    const taken = deriveOrderNumber(numberKey, draft.idempotencyKey, 0);
    await createClaimStore(pool).place(
      [{ draft: anOrderDraft(), number: taken, roundId: 1, ordinal: 1 }],
      new Date(),
    );

    const placed = await place(draft);
    const again = await place(draft);
    const reused = await place(anOrderDraft({ idempotencyKey: draft.idempotencyKey }));

    expect(numberOf(placed)).toBe(deriveOrderNumber(numberKey, draft.idempotencyKey, 1));
    expect([numberOf(again), again.kind, reused.kind]).toEqual([numberOf(placed), 'REPLAYED', 'KEY_REUSED']);
    expect(await intake.findEarlier({ draft, numberKey })).toMatchObject({ kind: 'REPLAYED' });
  });
});

test('whatever mix of keys, households and bodies arrives at once, the table agrees with what was answered', async () => {
  const request = fc.record({ key: fc.nat(3), household: fc.nat(3), body: fc.nat(1), byRival: fc.boolean() });

  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 30 }), async (requests) => {
      const keys = Array.from({ length: 4 }, () => randomUUID());
      const households = Array.from({ length: 4 }, () => anOrderDraft().householdKey);

      const answered = await Promise.all(
        requests.map(async ({ key, household, body, byRival }) => {
          const draft = anOrderDraft({
            idempotencyKey: keys[key] ?? '',
            householdKey: households[household] ?? '',
            inputHash: `${household}${body}`.padStart(32, '0'),
          });
          return { draft, outcome: await place(draft, roundOne, byRival ? rival : intake) };
        }),
      );

      const placed = answered.filter(({ outcome }) => outcome.kind === 'PLACED');
      const placedKeys = placed.map(({ draft }) => draft.idempotencyKey);
      const placedHouseholds = placed.map(({ draft }) => draft.householdKey);
      expect(new Set(placedKeys).size).toBe(placed.length);
      expect(new Set(placedHouseholds).size).toBe(placed.length);
      expect(
        await prisma.reliefOrder.count({ where: { householdKey: { in: households.map(asUuid) } } }),
      ).toBe(placed.length);
      for (const { draft, outcome } of answered) {
        const own = placed.find((other) => other.draft.idempotencyKey === draft.idempotencyKey);
        if (outcome.kind === 'REPLAYED') {
          expect(outcome.order.number).toBe(own && numberOf(own.outcome));
          expect(own?.draft.inputHash).toBe(draft.inputHash);
        }
        if (outcome.kind === 'KEY_REUSED') expect(own?.draft.inputHash).not.toBe(draft.inputHash);
        if (outcome.kind === 'LIMIT_REACHED') expect(placedHouseholds).toContain(draft.householdKey);
      }
    }),
    { numRuns: 40 },
  );
});

test('two processes that name the same households in opposite order never lock each other out', async () => {
  const kinds = new Set<string>();
  for (let round = 0; round < 100; round += 1) {
    const households = Array.from({ length: 40 }, () => anOrderDraft().householdKey);
    const [ours, theirs] = [households, households.toReversed()].map((keys) =>
      keys.map((householdKey) => anOrderDraft({ householdKey })),
    );

    const outcomes = await Promise.all([
      ...(ours ?? []).map((draft) => place(draft)),
      ...(theirs ?? []).map((draft) => place(draft, roundOne, rival)),
    ]);

    expect(outcomes.filter(({ kind }) => kind === 'PLACED')).toHaveLength(40);
    outcomes.forEach(({ kind }) => kinds.add(kind));
  }
  expect(kinds).toEqual(new Set(['PLACED', 'LIMIT_REACHED']));
});

test('a row that the database cannot hold fails alone', async () => {
  const good = Array.from({ length: 5 }, () => place(anOrderDraft()));
  const bad = place(anOrderDraft({ recipientName: 'Resident\u0000' }));

  expect((await Promise.all(good)).map(({ kind }) => kind)).toEqual(Array(5).fill('PLACED'));
  await expect(bad).rejects.toThrow();
});

test('a full queue answers with the time to come back, at once', async () => {
  const limits = { batchSize: 1, gatherMs: 0, batchesInFlight: 1, queueSize: 1 };
  const narrow = createOrderIntake(createClaimStore(pool), systemClock, limits);

  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => place(anOrderDraft(), roundOne, narrow)),
  );

  expect(outcomes.map(({ kind }) => kind)).toEqual([
    'PLACED',
    'THROTTLED',
    'THROTTLED',
    'THROTTLED',
    'THROTTLED',
  ]);
  expect(outcomes[1]).toMatchObject({ retryAfterMs: expect.any(Number) });
});
