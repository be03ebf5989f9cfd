import { createHash, randomUUID } from 'node:crypto';
import { applyMigrations, readMigrations } from './apply-migrations.ts';
import { connectClient } from './connect-client.ts';
import { createDatabaseIfMissing } from './create-database.ts';
import { hasCode } from './error-code.ts';

export type Wing = 'postal' | 'defence' | 'health';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database. Refuses while somebody is still connected: close what uses it first. */
  drop(): Promise<void>;
}

/** Set by the start of a test run (test/start-test-database.ts): the server's own database. */
export const testServerVariable = 'ROTUNDA_TEST_POSTGRES_URL';

const templates = new Map<Wing, Promise<string>>();

/** A database of one's own with the wing's migrations applied, cloned from a template made once a run. Only within a test run. */
export async function createTestDatabase(wing: Wing): Promise<TestDatabase> {
  return clone(await templateOf(wing), wing);
}

/**
 * The same with contents, named in small letters, that `fill` writes into a database: once a run, for the test file that asks first, while the others wait
 * and then clone it.
 */
export async function createFilledTestDatabase(
  wing: Wing,
  contents: string,
  fill: (databaseUrl: string) => Promise<void>,
): Promise<TestDatabase> {
  const empty = await templateOf(wing);
  const filled = `${empty}_${contents}`;
  const server = await connectClient(urlOf('postgres'));
  try {
    // Held until the connection ends.
    await server.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [filled]);
    const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [filled]);
    if (rowCount === 0) {
      const unfinished = `${filled}_unfinished`;
      await server.query(`DROP DATABASE IF EXISTS ${unfinished}`);
      await server.query(`CREATE DATABASE ${unfinished} TEMPLATE ${empty} STRATEGY FILE_COPY`);
      await fill(urlOf(unfinished));
      await server.query(`ALTER DATABASE ${unfinished} RENAME TO ${filled}`);
    }
  } finally {
    await server.end();
  }
  return clone(filled, wing);
}

async function clone(template: string, wing: Wing): Promise<TestDatabase> {
  const name = `test_${wing}_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return { url: urlOf(name), drop: () => dropDatabase(name) };
}

function templateOf(wing: Wing): Promise<string> {
  const template = templates.get(wing) ?? makeTemplate(wing);
  templates.set(wing, template);
  return template;
}

async function makeTemplate(wing: Wing): Promise<string> {
  const directory = new URL(`../prisma/${wing}/migrations`, import.meta.url);
  const checksums = (await readMigrations(directory)).map(({ checksum }) => checksum);
  const name = `template_${wing}_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 12)}`;
  await createDatabaseIfMissing(urlOf('postgres'), name);
  await applyMigrations(urlOf(name), directory);
  return name;
}

async function dropDatabase(name: string): Promise<void> {
  try {
    await onServer(`DROP DATABASE ${name}`);
  } catch (cause) {
    if (!hasCode(cause, '55006')) throw cause;
    throw new Error('The test database still has connections: close what uses it before drop().', { cause });
  }
}

async function onServer(statement: string): Promise<void> {
  const client = await connectClient(urlOf('postgres'));
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(databaseName: string): string {
  const server = process.env[testServerVariable];
  if (!server)
    throw new Error('There is no test server: run the tests with Jest from the root of the repository.');
  const url = new URL(server);
  url.pathname = `/${databaseName}`;
  return url.href;
}
