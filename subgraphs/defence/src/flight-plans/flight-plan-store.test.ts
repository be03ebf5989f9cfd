import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { createTestDatabase, type TestDatabase } from '@rotunda/platform/test-database';
import { demonstrationUnits } from '../demonstration/units.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { unmarked } from '../releasability/marking.ts';
import { createShareStore } from '../sharing/share-store.ts';
import { addUnits } from '../units/unit-store.ts';
import { isAtsFault } from './decode-ats-fields.ts';
import { decodeAtsMessage } from './decode-ats-message.ts';
import { createFlightPlanStore } from './flight-plan-store.ts';
import type { HeldPlan } from './held-plan.ts';

function aHeldPlan(callsign: string): HeldPlan {
  const message = `(FPL-${callsign}-IS-B738/M-S/C-KDCA1800-N0400F350 DCT-KBOS0100-DOF/261123)`;
  const decoded = decodeAtsMessage(message, Date.parse('2026-11-23T12:00:00Z'));
  if (isAtsFault(decoded) || decoded.type !== 'FPL') throw new Error('The test plan does not parse.');
  const standing = { originatorId: 'FAA-NCRCC', state: 'FILED', revision: 1, marking: unmarked } as const;
  return { id: randomUUID(), content: decoded.plan, ...standing, sharedWith: new Set() };
}

describe('the store of flight plans', () => {
  let database: TestDatabase;
  let prisma: PrismaClient;
  let statements = 0;
  const plans = [aHeldPlan('ONE1'), aHeldPlan('TWO2')] as const;

  beforeAll(async () => {
    database = await createTestDatabase('defence');
    const client = new PrismaClient({
      adapter: createDatabaseAdapter(database.url),
      log: [{ emit: 'event', level: 'query' }],
    });
    client.$on('query', () => void (statements += 1));
    prisma = client;
    await addUnits(prisma, demonstrationUnits);
    const store = createFlightPlanStore(prisma);
    for (const plan of plans) {
      const filing = { plan, filedBy: 'FAA-NCRCC', filedAt: new Date(0), message: plan.content.message };
      await store.write({ ...filing, idempotencyKey: plan.id });
    }
    const sent = {
      fromId: 'FAA-NCRCC',
      phase: 'ADVANCE',
      note: undefined,
      sentAt: new Date(0),
      deliveredAt: new Date(0),
    } as const;
    const unread = { acknowledgedAt: undefined, acknowledgedBy: undefined };
    await createShareStore(prisma).add(
      ['USCP', 'USSS'].map((toId) => ({ ...sent, ...unread, toId, id: randomUUID(), planId: plans[0].id })),
    );
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
  });

  test('reads plans asked for together, some of them twice, with two statements', async () => {
    const store = createFlightPlanStore(prisma);
    const before = statements;

    const found = await Promise.all(
      [plans[0].id, plans[1].id, plans[0].id, randomUUID()].map((id) => store.find(id)),
    );

    expect(statements - before).toBe(2);
    expect(found.map((plan) => plan?.content.callsign)).toEqual(['ONE1', 'TWO2', 'ONE1', undefined]);
    expect([...(found[0]?.sharedWith ?? [])].toSorted()).toEqual(['USCP', 'USSS']);
    expect(found[1]?.sharedWith.size).toBe(0);
  });

  test('reads the shares of two plans with one statement', async () => {
    const store = createShareStore(prisma);
    const before = statements;

    const [ofOne, ofTwo] = await Promise.all(plans.map(({ id }) => store.ofPlan(id)));

    expect(statements - before).toBe(1);
    expect([ofOne?.length, ofTwo?.length]).toEqual([2, 0]);
  });

  test('reads a plan back as it was written', async () => {
    const [plan] = await createFlightPlanStore(prisma).live(new Date(0));

    expect(plan?.content).toEqual(plans.find(({ id }) => id === plan?.id)?.content);
  });

  test('writes no revision over another that was faster', async () => {
    const store = createFlightPlanStore(prisma);
    const change = { ...plans[1], revision: 2, state: 'AIRBORNE' } as const;
    const filing = { plan: change, filedBy: 'FAA-NCRCC', filedAt: new Date(0), message: '' };

    const written = await Promise.all(
      ['a', 'b', 'c'].map((idempotencyKey) => store.write({ ...filing, idempotencyKey })),
    );

    expect(written.filter(Boolean)).toHaveLength(1);
  });
});
