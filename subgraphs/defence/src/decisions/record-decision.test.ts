import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';
import { firstBrokenEntry } from './chain-decision-rules.ts';
import type { Decision } from './decision.ts';
import { createDecisionStore } from './decision-store.ts';

const police = anOfficerOf('USCP');

describe('the log of decisions', () => {
  let wing: TestWing;
  let prisma: PrismaClient;
  beforeAll(async () => {
    wing = await openTestWing('2026-11-23T12:00:00Z');
    prisma = new PrismaClient({ adapter: createDatabaseAdapter(wing.databaseUrl) });
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await wing.close();
  });

  async function record(idempotencyKey: string, more: object = {}) {
    const { data: picture } = await wing.ask(
      police,
      `{ operatingPicture(area: { regionFips: "11001" }) { cursor } }`,
    );
    const { cursor } = (picture as { operatingPicture: { cursor: string } }).operatingPicture;
    const input = {
      unitId: 'USCP',
      operator: 'Desk',
      kind: 'MONITOR',
      rationale: 'Quiet.',
      pictureCursor: cursor,
      idempotencyKey,
      ...more,
    };
    const { data } = await wing.ask(
      police,
      `mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { decision { id } userErrors { code path } } }`,
      { input },
    );
    return (data as { recordDecision: { decision: { id: string } | null; userErrors: unknown[] } })
      .recordDecision;
  }

  async function chain(): Promise<readonly Decision[]> {
    const question = { alertId: undefined, from: undefined, to: undefined };
    return (await createDecisionStore(prisma).ofUnit('USCP', question)).toReversed();
  }

  test('is one chain however many write at once, and a repeated key writes once', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'a'].map((key) => record(key)));

    expect(new Set(answers.map(({ decision }) => decision?.id)).size).toBe(4);
    const entries = await chain();
    expect(entries.map(({ entry }) => entry)).toEqual([1, 2, 3, 4]);
    expect(firstBrokenEntry(entries)).toBeUndefined();
  });

  test('shows a change of any entry', async () => {
    const entries = await chain();
    const changed = entries.map((entry) =>
      entry.entry === 2 ? { ...entry, rationale: 'Not quiet.' } : entry,
    );

    expect(firstBrokenEntry(changed)).toBe(2);
    expect(firstBrokenEntry(entries.filter(({ entry }) => entry !== 3))).toBe(4);
  });

  test('cannot be changed in the database either', async () => {
    await expect(prisma.decision.updateMany({ data: { rationale: 'x' } })).rejects.toThrow('append-only');
    await expect(prisma.decision.deleteMany()).rejects.toThrow('append-only');
  });

  test.each([
    ['of another unit', { unitId: 'USSS' }, 'NOT_PERMITTED'],
    ['without a reason', { rationale: '  ' }, 'INVALID'],
    ['on a picture that never was', { pictureCursor: 'AAAA' }, 'INVALID'],
    ['on an alert that is not its own', { alertId: 'x' }, 'NOT_FOUND'],
  ])('refuses an entry %s', async (name, more, code) => {
    expect(await record(name, more)).toMatchObject({ decision: null, userErrors: [{ code }] });
  });
});
