import { type SubgraphName, subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { type Clock, systemClock } from '@rotunda/platform/clock';
import { describeEnvironment, readEnvironment } from '@rotunda/platform/read-environment';
import { Argument, Command } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';
import { migrateWing } from './wing-databases.ts';

type Seed = (request: { readonly databaseUrl: string; readonly clock: Clock }) => Promise<unknown>;

const seeds: Readonly<Record<SubgraphName, () => Promise<Seed>>> = {
  postal: async () => (await import('@rotunda/postal/seed-postal')).seedPostal,
  defence: async () => (await import('@rotunda/defence/seed-defence')).seedDefence,
  health: async () => (await import('@rotunda/health/seed-health')).seedHealth,
};

const help = `
Safe to run several times at once. The database is the one of DATABASE_URL_POSTAL, DATABASE_URL_DEFENCE or DATABASE_URL_HEALTH.

Example:
  DATABASE_URL_HEALTH=postgresql://... rotunda migrate health --demonstration`;

/** `rotunda migrate <wing>`: the wing's database to its newest migration, with demonstration data if asked. */
export function createMigrateCommand(): Command {
  return new Command('migrate')
    .description("bring a wing's own database to the newest migration")
    .addArgument(new Argument('<wing>', 'which').choices([...subgraphNames]))
    .option('--demonstration', 'also write the demonstration data, where it is missing')
    .addHelpText('after', help)
    .action(
      orEndWithProblem(
        (wing: SubgraphName, { demonstration = false }: { readonly demonstration?: boolean }) =>
          migrate(wing, demonstration),
      ),
    );
}

async function migrate(wing: SubgraphName, demonstration: boolean): Promise<void> {
  const databaseUrl = readDatabaseUrl(wing);
  const applied = await migrateWing(wing, databaseUrl);
  console.log(applied.length > 0 ? `${wing}: applied ${applied.join(', ')}` : `${wing}: nothing to apply`);
  if (!demonstration) return;
  const seed = await seeds[wing]();
  await seed({ databaseUrl, clock: systemClock });
  console.log(`${wing}: the demonstration data is there`);
}

function readDatabaseUrl(wing: SubgraphName): string {
  const name = `DATABASE_URL_${wing.toUpperCase()}`;
  const description = describeEnvironment({
    [name]: { describe: `the database of the ${wing} wing`, kind: 'url', required: true },
  });
  return String(readEnvironment(description, process.env)[name]);
}
