import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCluster } from './create-cluster.ts';
import { findFreePort } from './free-port.ts';
import { type PostgresHome, preparePostgresHome, readOrMakePassword } from './postgres-home.ts';
import { explainStart } from './postgres-log.ts';
import { findPostgresPrograms } from './postgres-programs.ts';
import { serverSettings, type ServerSettings } from './postgres-settings.ts';
import { isReady, ownerSetting, releaseFromDeadOwner } from './postmaster-file.ts';
import { StartProblem } from './start-problem.ts';
import { findUnprivilegedUser, type UnprivilegedUser } from './unprivileged-user.ts';

const startPatienceMs = 60_000;
const stopPatienceMs = 20_000;
const attempts = 50;

export interface EmbeddedPostgres {
  readonly port: number;
  /** Process id of the server. */
  readonly pid: number;
  /** Connection URL of a database, with the server's password in it. */
  urlFor(databaseName: string): string;
  /** Ends sessions and the server; what was acknowledged is on disk. */
  stop(): Promise<void>;
  /** Settles only if the server ends without being asked to. */
  readonly lost: Promise<StartProblem>;
}

export interface EmbeddedPostgresOptions {
  readonly directory: string;
  /** False for tests: nothing is forced to disk, so a power cut may cost the whole directory. */
  readonly durable?: boolean;
  readonly settings?: ServerSettings;
  /** The loopback port to listen on; one that is free unless given. */
  readonly port?: number;
}

/**
 * PostgreSQL 18 from the npm package, on a loopback port chosen by the operating system, ready to take connections.
 * A server left by an owner that was killed is stopped first. Refuses, as a StartProblem, a directory in use or damaged,
 * a full disk and a platform without a build.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const user = await findUnprivilegedUser();
  const programs = await findPostgresPrograms(user);
  const home = await preparePostgresHome(options.directory, user);
  const password = await readOrMakePassword(home.passwordFile, user);
  await releaseFromDeadOwner(home.dataDirectory);
  await createCluster({ programs, home, user, durable });

  const settings = { ...serverSettings(durable), ...options.settings };
  const { server, port, pid } = await launch({ programs, home, user, settings, port: options.port });

  // A process that ends without stop() must not leave a server behind; `kill -9` is met at the next start.
  const stopOnExit = () => server.kill('SIGINT');
  process.once('exit', stopOnExit);
  server.unref();
  let stopping = false;
  const ended = once(server, 'exit');
  const lost = new Promise<StartProblem>((resolve) => {
    server.once('exit', () => {
      process.off('exit', stopOnExit);
      if (!stopping) resolve(new StartProblem(`The database server ended by itself: see ${home.logFile}.`));
    });
  });

  return {
    port,
    pid,
    lost,
    urlFor: (databaseName) => `postgresql://rotunda:${password}@127.0.0.1:${port}/${databaseName}`,
    async stop() {
      stopping = true;
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.ref();
      server.kill('SIGINT');
      const impatience = setTimeout(() => server.kill('SIGQUIT'), stopPatienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}

interface LaunchRequest {
  readonly programs: string;
  readonly home: PostgresHome;
  readonly user: UnprivilegedUser | undefined;
  readonly settings: ServerSettings;
  readonly port: number | undefined;
}

interface Launched {
  readonly server: ChildProcess;
  readonly port: number;
  readonly pid: number;
}

async function launch(request: LaunchRequest): Promise<Launched> {
  const log = await open(request.home.logFile, 'a', 0o600);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const { size: fromByte } = await log.stat();
      const port = request.port ?? (await findFreePort());
      const server = spawnServer(request, port, log);
      const pid = await becomeReady(server, request.home.dataDirectory);
      if (pid !== undefined) return { server, port, pid };

      const failure = await explainStart(request.home.logFile, fromByte, request.home.dataDirectory);
      if (failure.kind === 'problem') throw failure.problem;
      if (attempt === attempts)
        throw new StartProblem(`The database server finds no port, or its last run never ends.`);
      if (failure.kind === 'server-still-ending') await delay(100);
    }
  } finally {
    await log.close();
  }
}

function spawnServer(request: LaunchRequest, port: number, log: FileHandle): ChildProcess {
  const { programs, home, user, settings } = request;
  const settingArguments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(
    join(programs, 'bin/postgres'),
    ['-D', home.dataDirectory, '-p', String(port), '-c', ownerSetting(process.pid), ...settingArguments],
    {
      ...user,
      // In a process group of its own: Ctrl-C must reach the wings first, and them only.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: programs,
      env: environmentWithoutPostgres(),
    },
  );
}

/** The process id once the server takes connections; undefined where it ended before. */
async function becomeReady(server: ChildProcess, dataDirectory: string): Promise<number | undefined> {
  let ended = false;
  const failed = new Promise<never>((_resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new StartProblem('The bundled PostgreSQL does not run here (it needs glibc on Linux).', { cause }),
      ),
    );
  });
  server.once('exit', () => {
    ended = true;
  });
  const waiting = (async () => {
    for (let waitedMs = 0; !ended; waitedMs += 15) {
      if (server.pid !== undefined && (await isReady(dataDirectory, server.pid))) return server.pid;
      if (waitedMs > startPatienceMs) {
        server.kill('SIGINT');
        throw new StartProblem(
          `The database in ${dataDirectory} is still recovering after a minute: start again later.`,
        );
      }
      await delay(15);
    }
    return undefined;
  })();
  return Promise.race([waiting, failed]);
}

function environmentWithoutPostgres(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}
