import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createDatabaseIfMissing } from './create-database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './process-facts.ts';
import { StartProblem } from './start-problem.ts';

let directory: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rotunda-postgres-'));
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(directory, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory });
  running.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query(statement);
    return answer.rows;
  } finally {
    await client.end();
  }
}

describe('an embedded server', () => {
  test('keeps what was written when it is stopped and started again', async () => {
    const first = await start();
    await createDatabaseIfMissing(first.urlFor('postgres'), 'ledger');
    await ask(first.urlFor('ledger'), "CREATE TABLE entry AS SELECT 'kept' AS word");
    await first.stop();

    const second = await start();
    const rows = await ask(second.urlFor('ledger'), 'SELECT word FROM entry');

    expect(rows).toEqual([{ word: 'kept' }]);
    expect(isAlive(first.pid)).toBe(false);
  });

  test('asks for its password, which only the owner of the directory can read', async () => {
    const server = await start();
    const stranger = server.urlFor('postgres').replace(/:[^:@/]+@/, ':guessed@');

    await expect(ask(stranger, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(directory, 'password'))).mode & 0o077).toBe(0);
  });

  test('writes no value of a failed statement to its log', async () => {
    const server = await start();
    await ask(server.urlFor('postgres'), 'CREATE TABLE person (name text UNIQUE)');
    await ask(server.urlFor('postgres'), "INSERT INTO person VALUES ('Ada Example')");
    await expect(
      ask(server.urlFor('postgres'), "INSERT INTO person VALUES ('Ada Example')"),
    ).rejects.toMatchObject({ code: '23505' });

    expect(await readFile(join(directory, 'server.log'), 'utf8')).not.toContain('Ada Example');
  });

  test('refuses a directory that a living server holds, and leaves that server alone', async () => {
    const server = await start();

    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(
      `is in use by process ${process.pid}: stop that one, or set ROTUNDA_HOME to another folder.`,
    );
    expect(await ask(server.urlFor('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('tells a damaged directory in one sentence', async () => {
    const server = await start();
    await server.stop();
    await truncate(join(directory, 'data/global/pg_control'), 100);

    const problem = await startEmbeddedPostgres({ directory }).catch((error: unknown) => error);

    expect(problem).toBeInstanceOf(StartProblem);
    expect(String(problem)).toMatch(
      /does not start \(.*pg_control.*\): restore it from a backup or move it away/,
    );
  });

  test('tells a directory of another PostgreSQL version in one sentence', async () => {
    const server = await start();
    await server.stop();
    await writeFile(join(directory, 'data/PG_VERSION'), '15\n');

    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(
      'was made by PostgreSQL 15 and this is 18',
    );
  });

  test('loses no acknowledged row when its owner is killed, and starts again', async () => {
    const owner = spawn(
      process.execPath,
      ['--import', '@rotunda/platform/strip-types', '--input-type=module', '-e', ownerProgram(directory)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const lines = createInterface({ input: owner.stdout })[Symbol.asyncIterator]();
    const serverId = Number((await lines.next()).value);
    let acknowledged = 0;
    while (acknowledged < 200) acknowledged = Number((await lines.next()).value);
    owner.kill('SIGKILL');
    await once(owner, 'exit');

    const server = await start();
    const rows = await ask(server.urlFor('postgres'), 'SELECT count(*)::int AS written FROM entry');

    expect(rows[0]?.['written']).toBeGreaterThanOrEqual(acknowledged);
    expect(isAlive(serverId)).toBe(false);
  });
});

function ownerProgram(home: string): string {
  return `
    import pg from 'pg';
    import { startEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('@rotunda/platform/embedded-postgres'))};
    const server = await startEmbeddedPostgres({ directory: ${JSON.stringify(home)} });
    const client = new pg.Client({ connectionString: server.urlFor('postgres') });
    client.on('error', () => {});
    await client.connect();
    await client.query('CREATE TABLE entry (number int)');
    process.stdout.write(server.pid + '\\n');
    for (let number = 1; ; number += 1) {
      await client.query('INSERT INTO entry VALUES ($1)', [number]);
      process.stdout.write(number + '\\n');
    }
  `;
}
