import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@rotunda/platform/embedded-postgres';
import { releaseFromDeadOwner } from '@rotunda/platform/postmaster-file';
import { isAlive } from '@rotunda/platform/process-facts';
import { testServerVariable } from '@rotunda/platform/test-database';
import { runningTestServer } from './running-test-server.ts';

const prefix = 'rotunda-test-server-';

/** One PostgreSQL for the whole run, in a directory that goes away with it; test files clone their databases from it. */
export default async function startTestDatabase(): Promise<void> {
  await sweepAbandonedServers();
  const directory = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const server = await startEmbeddedPostgres({ directory, durable: false });
  process.env[testServerVariable] = server.urlFor('postgres');
  runningTestServer.stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its server and its directory. */
async function sweepAbandonedServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const ownerId = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(ownerId) || isAlive(ownerId)) continue;
    const directory = join(tmpdir(), name);
    await releaseFromDeadOwner(join(directory, 'data'));
    await rm(directory, { recursive: true, force: true });
  }
}
