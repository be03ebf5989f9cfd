import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { hasCode } from './error-code.ts';
import type { PostgresHome } from './postgres-home.ts';
import { explainInitdb } from './postgres-log.ts';
import { StartProblem } from './start-problem.ts';
import type { UnprivilegedUser } from './unprivileged-user.ts';

const version = '18';

export interface ClusterRequest {
  readonly programs: string;
  readonly home: PostgresHome;
  readonly user: UnprivilegedUser | undefined;
  readonly durable: boolean;
}

/** Makes the data directory where there is none; it appears complete or not at all. Refuses one of another version, and one that is damaged. */
export async function createCluster(request: ClusterRequest): Promise<void> {
  const { dataDirectory } = request.home;
  if (await isPresent(dataDirectory)) return refuseForeignCluster(dataDirectory);
  const unfinished = `${dataDirectory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await runInitdb(request, unfinished);
  await rename(unfinished, dataDirectory);
}

async function refuseForeignCluster(dataDirectory: string): Promise<void> {
  const found = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return '';
    throw error;
  });
  if (found.trim() === version) return;
  throw new StartProblem(
    found
      ? `The database in ${dataDirectory} was made by PostgreSQL ${found.trim()} and this is ${version}: dump it with the old one and restore it here.`
      : `The database in ${dataDirectory} is damaged (it has no PG_VERSION): restore it from a backup, or move it away to begin with an empty one.`,
  );
}

async function runInitdb(
  { programs, home, user, durable }: ClusterRequest,
  destination: string,
): Promise<void> {
  const initdb = spawn(
    join(programs, 'bin/initdb'),
    [
      ...['-D', destination, '--username=rotunda', `--pwfile=${home.passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ],
    { ...user, cwd: programs, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = Promise.all([text(initdb.stdout), text(initdb.stderr)]);
  const [code] = await once(initdb, 'close').catch((cause: unknown) => {
    throw new StartProblem('The bundled PostgreSQL does not run here (it needs glibc on Linux).', { cause });
  });
  if (code === 0) return;
  throw explainInitdb((await said).join('\n'), home.dataDirectory);
}

function isPresent(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}
