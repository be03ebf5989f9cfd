import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  /** Origin of the gateway's probes. */
  readonly probes: string;
  /** What the gateway serves; a copy of the committed one. */
  readonly supergraphFile: string;
  readonly databaseUrls: Readonly<Record<SubgraphName, string>>;
  tokenFor(persona: Persona['name']): Promise<string>;
  /** CPU milliseconds that each process has used since it was last started; the database counts with all its sessions. */
  cpuTimesMs(): Readonly<Record<string, number>>;
  /** `kill -9` of one process, by the name it has above; starts it again where it was, and ends when it answers. */
  kill(name: string): Promise<void>;
  signal(name: string, signal: NodeJS.Signals): void;
  /** Ends one process in good order; gives the code with which it ended. */
  end(name: string): Promise<number | null>;
  stop(): Promise<void>;
}

export interface RotundaProcessOptions {
  /** How long the gateway says that it is not ready before it stops accepting; 0 unless given. */
  readonly drainMs?: number | undefined;
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
  drainMs = 0,
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
    const supergraphFile = join(folder, 'supergraph.graphql');
    await copyFile(new URL('../gateway/supergraph/supergraph.graphql', import.meta.url), supergraphFile);
    const probePort = String(await findFreePort());
    const gateway = await start('gateway', 'gateway/src/main.ts', {
      ...urls,
      VIEWER_KEY_FOLDER: keyFolder,
      AUDIT_FOLDER: join(folder, 'audit'),
      TRUSTED_ISSUERS_FILE: issuersFile,
      SUPERGRAPH_FILE: supergraphFile,
      PROBE_PORT: probePort,
      DRAIN_MS: String(drainMs),
      // One caller stands for thousands here.
      RATE_LIMITS: 'off',
    });

    const known = (process: string) => {
      const found = processes.get(process);
      if (!found) throw new Error(`There is no process ${process}.`);
      return found;
    };

    return {
      endpoint: `${gateway}/graphql`,
      probes: `http://127.0.0.1:${probePort}`,
      supergraphFile,
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
      kill: (process) => known(process).kill(),
      signal: (name, signal) => void process.kill(known(name).pid(), signal),
      end: (process) => known(process).end(),
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
    async end() {
      await server.stop();
      return null;
    },
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.lost;
      server = await startEmbeddedPostgres({ directory, port: server.port });
    },
  };
}
