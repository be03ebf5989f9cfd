import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { seedDefence } from '@rotunda/defence/seed-defence';
import { type SubgraphName, subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { seedHealth } from '@rotunda/health/seed-health';
import { systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDatabaseIfMissing } from '@rotunda/platform/create-database';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { startEmbeddedPostgres } from '@rotunda/platform/embedded-postgres';
import { findFreePort } from '@rotunda/platform/free-port';
import { type Persona, findPersona } from '@rotunda/platform/personas';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { seedPostal } from '@rotunda/postal/seed-postal';
import { applyMigrations } from '@rotunda/platform/apply-migrations';
import { cpuTimeMs } from './cpu-time.ts';

const seeds = { postal: seedPostal, defence: seedDefence, health: seedHealth };
const patienceMs = 60_000;
/** The discard port, on which nothing listens. */
const nowhere = 'http://127.0.0.1:9';

/** The house as separate processes on this machine, with demonstration data in a folder of its own. */
export interface RotundaProcesses {
  /** GraphQL endpoint of the gateway. */
  readonly endpoint: string;
  readonly databaseUrls: Readonly<Record<SubgraphName, string>>;
  tokenFor(persona: Persona['name']): Promise<string>;
  /** CPU milliseconds that each process has used so far; the database counts with all its sessions. */
  cpuTimesMs(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export interface RotundaProcessOptions {
  /** Wings to start; all unless given. The gateway learns that the others do not answer when it asks them. */
  readonly wings?: readonly SubgraphName[] | undefined;
  /** Where each process leaves profiles of its threads when it ends, in a folder of its name; none are made unless given. */
  readonly profileFolder?: string | undefined;
}

/** Starts database, wings and gateway, each a process as in the containers, and waits until all answer. */
export async function startRotundaProcesses({
  wings = subgraphNames,
  profileFolder,
}: RotundaProcessOptions = {}): Promise<RotundaProcesses> {
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
  const closing = createClosingStack();
  closing.add('the folder', () => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgresql') });
  closing.add('the database', postgres.stop);

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
  const processIds = new Map<string, number>([['postgresql', postgres.pid]]);

  const start = async (name: string, main: string, variables: Record<string, string>) => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [...profiling(name, profileFolder), '--import', 'tsx', main], {
      env: { ...process.env, ...variables, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    closing.add(name, () => end(child));
    if (child.pid !== undefined) processIds.set(name, child.pid);
    await answers(`${url}/health`);
    return url;
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
      async tokenFor(name) {
        const persona = findPersona(name);
        if (!persona) throw new Error(`There is no persona ${name}.`);
        return issuer.mint(persona);
      },
      cpuTimesMs: () => ({
        ...Object.fromEntries([...processIds].map(([name, pid]) => [name, cpuTimeMs(pid) ?? Number.NaN])),
        'load generator': process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
      }),
      stop: closing.close,
    };
  } catch (cause) {
    await closing.close();
    throw cause;
  }
}

function profiling(name: string, folder: string | undefined): readonly string[] {
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(folder, name)}`];
}

async function answers(url: string): Promise<void> {
  const endsAt = Date.now() + patienceMs;
  for (;;) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (Date.now() > endsAt) throw new Error(`${url} does not answer.`);
    await delay(50);
  }
}

function end(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
