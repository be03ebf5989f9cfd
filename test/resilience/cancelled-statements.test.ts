import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openPool } from '@rotunda/platform/open-database';
import { queriesUntilDeadline } from '@rotunda/platform/query-until-deadline';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import type { Pool } from 'pg';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { createTinyWings } from '../fixtures/tiny-wings/tiny-wings.ts';

describe.each(topologies.slice(0, 2))('a statement of ten seconds, wings %s', (topology) => {
  let database: TestDatabase;
  let pool: Pool;
  let gateway: TinyGateway;
  /** Settles as the statement does. */
  let statement: Promise<unknown>;

  beforeEach(async () => {
    database = await createTestDatabase('postal');
    pool = openPool(database.url);
  });
  afterEach(async () => {
    await gateway.close();
    await pool.end();
    await database.drop();
  });

  /** A gateway over a wing whose field `held` asks the database. */
  async function start(operationTimeoutMs: number): Promise<void> {
    let settle: (asked: Promise<unknown>) => void = () => {};
    statement = new Promise((resolve) => (settle = resolve));
    const wings = createTinyWings({
      async held(facts) {
        const asked = queriesUntilDeadline(pool, facts).query({ text: 'SELECT pg_sleep(10)' });
        settle(asked);
        await asked;
        return 'slept';
      },
    });
    gateway = await startTinyGateway(topology, { limits: { operationTimeoutMs } }, wings);
  }

  /** How many statements of that kind the server runs. */
  async function running(): Promise<number> {
    const { rows } = await pool.query<{ count: number }>(
      "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(10)%' AND pid <> pg_backend_pid()",
    );
    return rows[0]?.count ?? 0;
  }

  test('is cancelled in the database at the deadline of its operation', async () => {
    await start(700);

    const { data } = await gateway.ask('{ held region(fips: "11001") { beds } }');

    expect(data).toEqual({ held: null, region: { beds: 7 } });
    await expect(statement).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    expect(await running()).toBe(0);
  });

  test('is cancelled in the database when the client goes away', async () => {
    await start(60_000);
    const client = new AbortController();
    const gone = gateway.ask('{ held }', { signal: client.signal }).catch((cause: unknown) => cause);
    while ((await running()) === 0);

    client.abort();

    await expect(statement).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    expect(await running()).toBe(0);
    await gone;
  });
});
