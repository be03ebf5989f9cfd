import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createDatabaseAdapter, createStatementNames, openPool } from './open-database.ts';
import { type TestDatabase, createTestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('postal');
});
afterAll(() => database.drop());

test('a statement asked twice through the adapter is prepared once', async () => {
  const connection = await createDatabaseAdapter(database.url, { maxConnections: 1 }).connect();
  const ask = (sql: string) => connection.queryRaw({ sql, args: [], argTypes: [] });

  await ask('SELECT 1 AS one');
  await ask('SELECT 1 AS one');
  const prepared = await ask(
    "SELECT statement FROM pg_prepared_statements WHERE statement = 'SELECT 1 AS one'",
  );

  expect(prepared.rows).toEqual([['SELECT 1 AS one']]);
  await connection.dispose();
});

test('a statement that outlives its time is given up by the server', async () => {
  const pool = openPool(database.url, { statementTimeoutMs: 20 });

  await expect(pool.query('SELECT pg_sleep(30)')).rejects.toMatchObject({ code: '57014' });
  await pool.end();
});

test('losing an idle connection ends nothing and is told', async () => {
  const lost: string[] = [];
  const pool = openPool(database.url, {
    maxConnections: 1,
    onConnectionLost: (cause) => lost.push(cause.message),
  });
  const { rows } = await pool.query('SELECT pg_backend_pid() AS id');
  const other = openPool(database.url);

  const removed = new Promise((resolve) => pool.once('remove', resolve));
  await other.query('SELECT pg_terminate_backend($1)', [rows[0].id]);
  await removed;

  expect(lost).toEqual(['terminating connection due to administrator command']);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), other.end()]);
});

test('a pool that is ending takes no connection for lost', async () => {
  const lost: string[] = [];
  const pool = openPool(database.url, { onConnectionLost: (cause) => lost.push(cause.message) });
  await pool.query('SELECT 1');

  await pool.end();
  pool.emit('error', new Error('terminating connection due to administrator command'), new pg.Client());

  expect(lost).toEqual([]);
});

test('statements beyond the bound stay unnamed, and the named keep their names', () => {
  const nameOf = createStatementNames(2);

  const names = ['a', 'b', 'c', 'a'].map((sql) => nameOf({ sql }));

  expect(names).toEqual(['s1', 's2', '', 's1']);
});
