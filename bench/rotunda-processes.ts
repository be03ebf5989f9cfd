import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDefence } from '@rotunda/defence/seed-defence';
import { type SubgraphName, subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { seedHealth } from '@rotunda/health/seed-health';
import { applyMigrations } from '@rotunda/platform/apply-migrations';
import { systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDatabaseIfMissing } from '@rotunda/platform/create-database';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { startEmbeddedPostgres } from '@rotunda/platform/embedded-postgres';
import { findFreePort } from '@rotunda/platform/free-port';
import { type Persona, findPersona } from '@rotunda/platform/personas';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { seedPostal } from '@rotunda/postal/seed-postal';
import { cpuTimeMs } from './cpu-time.ts';
import { type KillableProcess, startNodeProcess } from './killable-process.ts';

const seeds = { postal: seedPostal, defence: seedDefence, health: seedHealth };
/** The discard port, on which nothing listens. */
const nowhere = 'http://127.0.0.1:9';

/** The house as separate processes on this machine, with demonstration data in a folder of its own. */
export interface RotundaProcesses {
  /** GraphQL endpoint of the gateway. */
  readonly endpoint: string;
  readonly databaseUrls: Readonly<Record<SubgraphName, string>>;
  tokenFor(persona: Persona['name']): Promise<string>;
  /** CPU milliseconds that each process has used since it was last started; the database counts with all its sessions. */
  cpuTimesMs(): Readonly<Record<string, number>>;
  /** `kill -9` of one process, by the name it has above; starts it again where it was, and ends when it answers. */
  kill(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface RotundaProcessOptions {
  /** Wings to start; all unless given. The gateway learns that the others do not answer when it asks them. */
  readonly wings?: readonly SubgraphName[] | undefined;
  /** The least weighty log lines written; errors unless given. */
  readonly logLevel?: string | undefined;
  /** Where each process leaves profiles of its threads when it ends, in a folder of its name; none are made unless given. */
  readonly profileFolder?: string | undefined;
}

/** Starts database, wings and gateway, each a process as in the containers, and waits until all answer. */
export async function startRotundaProcesses({
  wings = subgraphNames,
  logLevel = 'error',
  profileFolder,
}: RotundaProcessOptions = {}): Promise<RotundaProcesses> {
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
  const closing = createClosingStack();
  closing.add('the folder', () => rm(folder, { recursive: true, force: true }));
  const processes = new Map<string, KillableProcess>();
  const postgres = await startDatabase(join(folder, 'postgresql'));
  closing.add('the database', () => postgres.end());
  processes.set('postgresql', postgres);

  const keyFolder = join(folder, 'keys');
  await loadSigningKey(keyFolder, 'viewer');
  const issuerKey = await loadSigningKey(keyFolder, 'development-issuer');
  const issuer = createDevelopmentIssuer({ signingKey: issuerKey, clock: systemClock, warn: () => {} });
  const issuersFile = join(keyFolder, 'trusted-issuers.json');
  const { issuer: name, audience } = issuer;
  await writeFile(
    issuersFile,
    JSON.stringify([{ issuer: name, audience, keysFile: 'development-issuer.jwks.json' }]),
  );

  const start = async (process: string, main: string, variables: Record<string, string>) => {
    const started = await startNodeProcess({
      main,
      variables: { ...variables, LOG_LEVEL: logLevel },
      profileFolder: profileFolder && join(profileFolder, process),
    });
    closing.add(process, () => started.end());
    processes.set(process, started);
    return started.url;
  };

  try {
    const databaseUrls = { postal: '', defence: '', health: '' };
    const urls: Record<string, string> = {};
    for (const wing of subgraphNames) {
      const upper = wing.toUpperCase();
      urls[`${upper}_URL`] = nowhere;
      if (!wings.includes(wing)) continue;
      await createDatabaseIfMissing(postgres.urlFor('postgres'), wing);
      databaseUrls[wing] = postgres.urlFor(wing);
      await applyMigrations(databaseUrls[wing], new URL(`../prisma/${wing}/migrations`, import.meta.url));
      await seeds[wing]({ databaseUrl: databaseUrls[wing], clock: systemClock });
      urls[`${upper}_URL`] = await start(wing, `subgraphs/${wing}/src/main.ts`, {
        [`DATABASE_URL_${upper}`]: databaseUrls[wing],
        VIEWER_KEYS_FILE: join(keyFolder, 'viewer.jwks.json'),
      });
    }
    const gateway = await start('gateway', 'gateway/src/main.ts', {
      ...urls,
      VIEWER_KEY_FOLDER: keyFolder,
      AUDIT_FOLDER: join(folder, 'audit'),
      TRUSTED_ISSUERS_FILE: issuersFile,
      PROBE_PORT: String(await findFreePort()),
      DRAIN_MS: '0',
      // One caller stands for thousands here.
      RATE_LIMITS: 'off',
    });

    return {
      endpoint: `${gateway}/graphql`,
      databaseUrls,
      async tokenFor(persona) {
        const found = findPersona(persona);
        if (!found) throw new Error(`There is no persona ${persona}.`);
        return issuer.mint(found);
      },
      cpuTimesMs: () => ({
        ...Object.fromEntries(
          [...processes].map(([process, { pid }]) => [process, cpuTimeMs(pid()) ?? Number.NaN]),
        ),
        'load generator': process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
      }),
      async kill(process) {
        const victim = processes.get(process);
        if (!victim) throw new Error(`There is no process ${process}.`);
        await victim.kill();
      },
      stop: closing.close,
    };
  } catch (cause) {
    await closing.close();
    throw cause;
  }
}

async function startDatabase(
  directory: string,
): Promise<KillableProcess & { urlFor(databaseName: string): string }> {
  let server = await startEmbeddedPostgres({ directory });
  return {
    pid: () => server.pid,
    urlFor: (databaseName) => server.urlFor(databaseName),
    end: () => server.stop(),
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.lost;
      server = await startEmbeddedPostgres({ directory, port: server.port });
    },
  };
}
