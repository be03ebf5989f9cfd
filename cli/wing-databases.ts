import { type SubgraphName, subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { applyMigrations } from '@rotunda/platform/apply-migrations';
import type { ClosingStack } from '@rotunda/platform/closing-stack';
import { createDatabaseIfMissing } from '@rotunda/platform/create-database';
import { startEmbeddedPostgres } from '@rotunda/platform/embedded-postgres';
import { describeEnvironment, readEnvironment } from '@rotunda/platform/read-environment';
import type { StartProblem } from '@rotunda/platform/start-problem';

/** Databases of one's own; for each that is missing, the bundled PostgreSQL is started. */
export const databaseEnvironment = describeEnvironment({
  DATABASE_URL_POSTAL: { describe: 'PostgreSQL 18 database of the postal wing', kind: 'url' },
  DATABASE_URL_DEFENCE: { describe: 'PostgreSQL 18 database of the defence wing', kind: 'url' },
  DATABASE_URL_HEALTH: { describe: 'PostgreSQL 18 database of the health wing', kind: 'url' },
});

export interface WingDatabases {
  readonly urls: Readonly<Record<SubgraphName, string>>;
  /** Settles only if the bundled server ends by itself. */
  readonly lost: Promise<StartProblem>;
}

export interface AttachRequest {
  readonly databaseFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly closing: ClosingStack;
}

/** A database for each wing, with all migrations applied: the one its variable names, or one of the bundled server. */
export async function attachDatabases(request: AttachRequest): Promise<WingDatabases> {
  const given = readEnvironment(databaseEnvironment, request.variables);
  const givenUrls: Readonly<Record<SubgraphName, string | undefined>> = {
    postal: given.DATABASE_URL_POSTAL,
    defence: given.DATABASE_URL_DEFENCE,
    health: given.DATABASE_URL_HEALTH,
  };
  const bundled = subgraphNames.every((wing) => givenUrls[wing]) ? undefined : await startBundled(request);

  const urlFor = async (wing: SubgraphName): Promise<string> => {
    const url = givenUrls[wing] ?? (await bundled?.databaseFor(wing));
    if (url === undefined) throw new Error(`No database for ${wing}.`);
    await migrateWing(wing, url);
    return url;
  };
  const [postal, defence, health] = await Promise.all([
    urlFor('postal'),
    urlFor('defence'),
    urlFor('health'),
  ]);
  return { urls: { postal, defence, health }, lost: bundled?.lost ?? new Promise(() => {}) };
}

/** Brings one wing's database to its newest migration and gives the names of those applied now. */
export function migrateWing(wing: SubgraphName, databaseUrl: string): Promise<readonly string[]> {
  return applyMigrations(databaseUrl, new URL(`../prisma/${wing}/migrations`, import.meta.url));
}

interface BundledDatabases {
  databaseFor(wing: SubgraphName): Promise<string>;
  readonly lost: Promise<StartProblem>;
}

async function startBundled({ databaseFolder, closing }: AttachRequest): Promise<BundledDatabases> {
  const server = await startEmbeddedPostgres({ directory: databaseFolder });
  closing.add('the database server', server.stop);
  return {
    lost: server.lost,
    async databaseFor(wing) {
      await createDatabaseIfMissing(server.urlFor('postgres'), wing);
      return server.urlFor(wing);
    },
  };
}
