import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { openPool } from './open-database.ts';
import { queriesUntilDeadline } from './query-until-deadline.ts';
import { type TestDatabase, createTestDatabase } from './test-database.ts';

const sleep = { text: 'SELECT pg_sleep(30)' };

let database: TestDatabase;
let pool: Pool;
let watcher: Pool;
beforeEach(async () => {
  database = await createTestDatabase('postal');
  pool = openPool(database.url, { maxConnections: 1 });
  watcher = openPool(database.url, { maxConnections: 1 });
});
afterEach(async () => {
  await Promise.all([pool.end(), watcher.end()]);
  await database.drop();
});

/** How many statements that sleep the server runs. */
async function sleeping(): Promise<number> {
  const { rows } = await watcher.query<{ count: number }>(
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()",
  );
  return rows[0]?.count ?? 0;
}

async function untilSleeping(): Promise<void> {
  while ((await sleeping()) === 0);
}

const processId = { text: 'SELECT pg_backend_pid() AS id' };

test('a statement is cancelled in the database when the time of its request is up', async () => {
  const queries = queriesUntilDeadline(pool, { deadlineAt: Date.now() + 100, signal: undefined });

  await expect(queries.query(sleep)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });

  expect(await sleeping()).toBe(0);
});

test('a statement is cancelled in the database when nobody waits for it any more', async () => {
  const client = new AbortController();
  const queries = queriesUntilDeadline(pool, { deadlineAt: undefined, signal: client.signal });
  const asked = queries.query(sleep);
  const refused = expect(asked).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  await untilSleeping();

  client.abort();

  await refused;
  expect(await sleeping()).toBe(0);
});

test('the connection of a cancelled statement goes on', async () => {
  const patient = queriesUntilDeadline(pool, { deadlineAt: undefined, signal: undefined });
  const before = await patient.query<{ id: number }>(processId);

  const hasty = queriesUntilDeadline(pool, { deadlineAt: Date.now() + 50, signal: undefined });
  await expect(hasty.query(sleep)).rejects.toThrow('ran out');

  expect((await patient.query<{ id: number }>(processId)).rows).toEqual(before.rows);
});

test.each([
  ['whose time is up', { deadlineAt: 1, signal: undefined }],
  ['for which nobody waits', { deadlineAt: undefined, signal: AbortSignal.abort() }],
])('a request %s asks nothing', async (_name, patience) => {
  await expect(queriesUntilDeadline(pool, patience).query(sleep)).rejects.toThrow('ran out');

  expect(pool.totalCount).toBe(0);
});

test('a request whose time is up while it waits for a connection asks nothing, and the connection is there for others', async () => {
  const holder = await pool.connect();
  const client = new AbortController();
  const waiting = queriesUntilDeadline(pool, { deadlineAt: undefined, signal: client.signal }).query(sleep);
  const refused = expect(waiting).rejects.toThrow('ran out');

  client.abort();
  holder.release();

  await refused;
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('whatever the moment at which a request is given up, the next statement of the connection is left alone', async () => {
  const outcomes = new Set<string>();
  for (let time = 0; time < 150; time += 1) {
    const client = new AbortController();
    const hasty = queriesUntilDeadline(pool, { deadlineAt: undefined, signal: client.signal });
    const asked = hasty.query({ text: 'SELECT 1 FROM generate_series(1, 20000)' }).then(
      () => outcomes.add('answered'),
      () => outcomes.add('given up'),
    );
    setTimeout(() => client.abort(), (time % 15) / 2);
    await asked;

    expect((await pool.query('SELECT count(*)::int FROM generate_series(1, 5000)')).rows).toEqual([
      { count: 5_000 },
    ]);
  }
  expect(outcomes).toEqual(new Set(['answered', 'given up']));
});

test('a fault of the statement itself stays what it is', async () => {
  const queries = queriesUntilDeadline(pool, { deadlineAt: Date.now() + 60_000, signal: undefined });

  await expect(queries.query({ text: 'SELECT 1 / 0' })).rejects.toMatchObject({ code: '22012' });
});

test('a connection that is lost fails its statement and nothing else', async () => {
  const queries = queriesUntilDeadline(pool, { deadlineAt: Date.now() + 60_000, signal: undefined });
  const asked = expect(queries.query(sleep)).rejects.toMatchObject({ code: '57P01' });
  await untilSleeping();

  await watcher.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()",
  );

  await asked;
  expect((await queries.query({ text: 'SELECT 1 AS one' })).rows).toEqual([{ one: 1 }]);
});
