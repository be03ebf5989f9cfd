import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { connectClient } from './connect-client.ts';
import { hasCode } from './error-code.ts';
import { StartProblem } from './start-problem.ts';

/** The lock `prisma migrate` takes itself, so that it and this runner never work at once. */
const advisoryLock = 72_707_369;

/** As `prisma migrate` makes it, so that its `status` and `deploy` go on from here. */
const ledgerTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

export interface Migration {
  readonly name: string;
  readonly script: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

/**
 * Brings a database to the newest migration and gives the names of those applied now, in order. Each runs in a transaction
 * with its ledger row, so a failed one leaves nothing. Safe to run several times at once. Refuses a changed, failed or unknown migration.
 */
export async function applyMigrations(
  databaseUrl: string,
  migrationsDirectory: string | URL,
): Promise<readonly string[]> {
  const migrations = await readMigrations(migrationsDirectory);
  const client = await connectClient(databaseUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(ledgerTable);
    const pending = decidePending(migrations, await readLedger(client));
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The migrations of a directory in the order of their names; none where there is no directory. */
export async function readMigrations(directory: string | URL): Promise<readonly Migration[]> {
  const folder = directory instanceof URL ? fileURLToPath(directory) : directory;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(join(folder, name, 'migration.sql'));
      return { name, script: script.toString(), checksum: createHash('sha256').update(script).digest('hex') };
    }),
  );
}

interface LedgerRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

function decidePending(migrations: readonly Migration[], ledger: readonly LedgerRow[]): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const applied = new Set<string>();
  for (const row of ledger) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      throw new StartProblem(
        `The database has migration ${row.migration_name}, which this version does not know: start the newer version.`,
      );
    }
    if (!row.finished) {
      throw new StartProblem(
        `Migration ${row.migration_name} failed half-way under another tool: mend the database, then mark it with prisma migrate resolve.`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new StartProblem(
        `Migration ${row.migration_name} was changed after it was applied: restore the file and add a new migration instead.`,
      );
    }
    applied.add(row.migration_name);
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function readLedger(client: pg.Client): Promise<readonly LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  return rows;
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.script);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartProblem(
      `Migration ${migration.name} does not apply, and nothing of it was kept: ${reason}.`,
      { cause },
    );
  }
}
