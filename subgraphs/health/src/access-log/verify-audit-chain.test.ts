import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import type { Pool } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { AccessEvent } from './access-event.ts';
import type { AccessLogReader } from './access-log-reader.ts';
import { createAccessLogReader } from './access-log-reader-store.ts';
import { createAccessLogWriter } from './access-log-writer-store.ts';
import { createAccessLog } from './append-access-events.ts';
import { verifyAuditChain } from './verify-audit-chain.ts';

let database: TestDatabase;
let pool: Pool;
let prisma: PrismaClient;
let reader: AccessLogReader;
beforeAll(async () => {
  database = await createTestDatabase('health');
  pool = openPool(database.url);
  prisma = new PrismaClient({ adapter: createDatabaseAdapter(database.url) });
  reader = createAccessLogReader(prisma);
  // What somebody with the rights of the database's owner can do.
  await pool.query('ALTER TABLE access_event DISABLE TRIGGER USER');
});
afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

const event: AccessEvent = {
  at: new Date('2026-03-01T12:00:00.123Z'),
  actor: 'user-1',
  practitioner: 'dr-1',
  organization: undefined,
  patientId: 'P1',
  basis: 'CARE_TEAM',
  purpose: 'TREATMENT',
  outcome: 'PERMITTED',
  action: 'open',
  recordKinds: ['Patient', 'Condition'],
  requestId: 'r1',
};

/** A log of its own with six events. */
async function aLog(log: string): Promise<void> {
  const { append } = createAccessLog(log, createAccessLogWriter(pool));
  for (let turn = 1; turn <= 6; turn += 1) await append({ ...event, requestId: `r${turn}` });
}

const verify = (log: string, from = 1, to?: number) => verifyAuditChain(reader, log, { from, to });

test('a log that nobody touched is intact, whole and in part', async () => {
  await aLog('untouched');

  expect(await verify('untouched')).toMatchObject({
    events: 6,
    intact: true,
    firstBreakAt: undefined,
    to: 6,
  });
  expect(await verify('untouched', 3, 5)).toMatchObject({ events: 3, intact: true });
});

test('a log that was never begun is none', async () => {
  expect(await verify('never')).toBeUndefined();
});

const columns =
  'at, actor, practitioner, organization, patient_id, basis, purpose, outcome, action, record_kinds, request_id, chain_hash';

test.each([
  ['altered', 3, ["UPDATE access_event SET actor = 'x' WHERE log = $1 AND sequence = 3"]],
  ['relabelled', 3, ["UPDATE access_event SET record_kinds = '{Patient}' WHERE log = $1 AND sequence = 3"]],
  ['deleted', 4, ['DELETE FROM access_event WHERE log = $1 AND sequence = 4']],
  [
    'reordered',
    2,
    [
      'UPDATE access_event SET sequence = -1 WHERE log = $1 AND sequence = 2',
      'UPDATE access_event SET sequence = 2 WHERE log = $1 AND sequence = 5',
      'UPDATE access_event SET sequence = 5 WHERE log = $1 AND sequence = -1',
    ],
  ],
  ['cut off at the end', 5, ['DELETE FROM access_event WHERE log = $1 AND sequence >= 5']],
  ['removed altogether', 1, ['DELETE FROM access_event WHERE log = $1']],
  [
    'given a hash of its own at the end',
    6,
    ["UPDATE access_event SET chain_hash = repeat('a', 64) WHERE log = $1 AND sequence = 6"],
  ],
  [
    'added behind the end',
    7,
    [
      `INSERT INTO access_event (log, sequence, ${columns}) SELECT log, 7, ${columns} FROM access_event WHERE log = $1 AND sequence = 6`,
    ],
  ],
])('an event %s is named as the first break', async (what, sequence, statements) => {
  await aLog(what);
  for (const statement of statements) await pool.query(statement, [what]);

  expect(await verify(what)).toMatchObject({ intact: false, firstBreakAt: sequence });
});

test('an event altered before the part that is looked at does not count against that part', async () => {
  await aLog('early');
  await pool.query("UPDATE access_event SET actor = 'x' WHERE log = 'early' AND sequence = 1");

  expect(await verify('early', 3)).toMatchObject({ intact: true });
  expect(await verify('early')).toMatchObject({ firstBreakAt: 1 });
});
