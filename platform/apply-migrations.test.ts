import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { applyMigrations } from './apply-migrations.ts';
import { connectClient } from './connect-client.ts';
import { createDatabaseIfMissing } from './create-database.ts';
import { testServerVariable } from './test-database.ts';

let directory: string;
let url: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rotunda-migrations-'));
  const server = new URL(String(process.env[testServerVariable]));
  const name = `test_migrations_${randomUUID().replaceAll('-', '')}`;
  await createDatabaseIfMissing(server.href, name);
  server.pathname = `/${name}`;
  url = server.href;
});

afterEach(() => rm(directory, { recursive: true }));

async function write(name: string, script: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), script);
}

async function ask(statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = await connectClient(url);
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

test('migrations are applied in the order of their names, once', async () => {
  await write('20260101000000_tables', 'CREATE TABLE town (name text);');
  await write('20260102000000_rows', "INSERT INTO town VALUES ('Adams'); INSERT INTO town VALUES ('Bath');");

  const first = await applyMigrations(url, directory);
  const second = await applyMigrations(url, directory);

  expect(first).toEqual(['20260101000000_tables', '20260102000000_rows']);
  expect(second).toEqual([]);
  expect(await ask('SELECT count(*)::int AS towns FROM town')).toEqual([{ towns: 2 }]);
});

test('four runs at once apply each migration once', async () => {
  await write('20260101000000_tables', 'CREATE TABLE town (name text);');
  await write('20260102000000_rows', "INSERT INTO town VALUES ('Adams');");

  const outcomes = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url, directory)));

  expect(outcomes.flat().sort()).toEqual(['20260101000000_tables', '20260102000000_rows']);
  expect(await ask('SELECT count(*)::int AS towns FROM town')).toEqual([{ towns: 1 }]);
});

test('the ledger row is the one prisma migrate would have written', async () => {
  const script = 'CREATE TABLE town (name text);';
  await write('20260101000000_tables', script);
  await applyMigrations(url, directory);

  const [row] = await ask('SELECT *, started_at <= finished_at AS in_order FROM _prisma_migrations');

  expect(row).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash('sha256').update(script).digest('hex'),
    migration_name: '20260101000000_tables',
    logs: null,
    rolled_back_at: null,
    applied_steps_count: 1,
    in_order: true,
  });
});

test('a migration that does not apply is named and leaves nothing, so a mended one applies', async () => {
  await write('20260101000000_tables', 'CREATE TABLE town (name text); CREATE TABLE town (name text);');

  await expect(applyMigrations(url, directory)).rejects.toThrow(
    'Migration 20260101000000_tables does not apply, and nothing of it was kept: relation "town" already exists.',
  );
  await write('20260101000000_tables', 'CREATE TABLE town (name text);');

  expect(await applyMigrations(url, directory)).toEqual(['20260101000000_tables']);
});

test('a migration changed after it was applied is refused', async () => {
  await write('20260101000000_tables', 'CREATE TABLE town (name text);');
  await applyMigrations(url, directory);
  await write('20260101000000_tables', 'CREATE TABLE village (name text);');

  await expect(applyMigrations(url, directory)).rejects.toThrow('was changed after it was applied');
});

test('a database that knows more than this version is refused', async () => {
  await write('20260101000000_tables', 'CREATE TABLE town (name text);');
  await applyMigrations(url, directory);
  await rm(join(directory, '20260101000000_tables'), { recursive: true });

  await expect(applyMigrations(url, directory)).rejects.toThrow('start the newer version');
});

test('a migration that prisma left half-way is refused until somebody resolves it', async () => {
  await write('20260101000000_tables', 'CREATE TABLE town (name text);');
  await applyMigrations(url, directory);
  await ask('UPDATE _prisma_migrations SET finished_at = NULL');

  await expect(applyMigrations(url, directory)).rejects.toThrow('mark it with prisma migrate resolve');
});

test('a server that does not answer is told without its password', async () => {
  const silent = new URL(url);
  silent.port = '1';

  await expect(applyMigrations(silent.href, directory)).rejects.toThrow(
    'PostgreSQL at 127.0.0.1:1 does not answer: start it, or correct the database URL.',
  );
});
