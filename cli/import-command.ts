import { stat } from 'node:fs/promises';
import type { SubgraphName } from '@rotunda/gateway/supergraph/subgraph-list';
import type { FaultPolicy, ImportReport, ImportRequest } from '@rotunda/platform/import-report';
import { StartProblem } from '@rotunda/platform/start-problem';
import { Command, Option } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';
import { ensureGenerated } from './ensure-generated.ts';
import { openWingDatabase } from './open-wing-database.ts';
import { describeImport } from './describe-import.ts';
import { showImportProgress } from './show-import-progress.ts';

type Importer = (request: ImportRequest) => Promise<ImportReport>;

interface ImportKind {
  readonly name: string;
  readonly wing: SubgraphName;
  readonly brings: string;
  readonly endings: readonly string[];
  readonly example: string;
  load(): Promise<Importer>;
}

const kinds: readonly ImportKind[] = [
  {
    name: 'addresses',
    wing: 'postal',
    brings: 'addresses that mail is delivered to, one a line',
    endings: ['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.geojson'],
    example: 'rotunda import addresses county-11001.csv --on-error skip',
    load: async () => (await import('@rotunda/postal/import-addresses')).importAddresses,
  },
  {
    name: 'airspace',
    wing: 'defence',
    brings: 'airspace volumes, as GeoJSON, AIXM 5.1, FAA XNOTAM or KML',
    endings: ['.geojson', '.json', '.xml', '.kml'],
    example: 'rotunda import airspace restricted-areas.xml',
    load: async () => (await import('@rotunda/defence/import-airspace')).importAirspace,
  },
  {
    name: 'fhir',
    wing: 'health',
    brings: 'HL7 FHIR R4 resources, a bundle or a resource a line',
    endings: ['.ndjson', '.json', '.jsonl'],
    example: 'rotunda import fhir Patient.ndjson Observation.ndjson --on-error refuse',
    load: async () => (await import('@rotunda/health/import-fhir')).importFhir,
  },
];

/** `rotunda import <kind> <files...>`: files into the running Rotunda, or into its databases where it does not run. */
export function createImportCommand(): Command {
  const command = new Command('import').description('bring files into a wing; Rotunda may run or not');
  for (const kind of kinds) command.addCommand(createKindCommand(kind));
  return command.addHelpText(
    'after',
    `\nExamples:\n${kinds.map(({ example }) => `  ${example}`).join('\n')}\n\nExit code 1 if anything was rejected under --on-error refuse.`,
  );
}

function createKindCommand(kind: ImportKind): Command {
  return new Command(kind.name)
    .description(`${kind.brings}, into the ${kind.wing} wing`)
    .argument('<files...>', `files ending in ${kind.endings.join(', ')}`)
    .addOption(
      new Option(
        '--on-error <policy>',
        'skip loads the good rows and lists the bad; refuse loads nothing if any row is bad',
      )
        .choices(['skip', 'refuse'])
        .default('refuse'),
    )
    .addHelpText('after', `\nExample:\n  ${kind.example}`)
    .action(
      orEndWithProblem((files: readonly string[], options: { readonly onError: FaultPolicy }) =>
        importFiles(kind, files, options.onError),
      ),
    );
}

async function importFiles(
  kind: ImportKind,
  files: readonly string[],
  faultPolicy: FaultPolicy,
): Promise<void> {
  await refuseUnfitFiles(kind, files);
  await ensureGenerated(console.error);
  const load = await kind.load();
  const database = await openWingDatabase(kind.wing, console.error);
  const progress = showImportProgress(process.stderr);
  const interruption = abortOnInterrupt();
  try {
    const report = await load({
      databaseUrl: database.url,
      files,
      faultPolicy,
      progress,
      signal: interruption,
    });
    progress.end();
    describeImport(report, faultPolicy).forEach((line) => console.log(line));
    if (faultPolicy === 'refuse' && report.faultCount > 0) process.exitCode = 1;
  } catch (error) {
    progress.end();
    throw interruption.aborted ? new StartProblem('Stopped before the end.', { cause: error }) : error;
  } finally {
    await database.close();
  }
}

function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

async function refuseUnfitFiles(kind: ImportKind, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new StartProblem(`${file} is not a file that can be read.`);
    if (!kind.endings.some((ending) => file.toLowerCase().replace(/\.gz$/, '').endsWith(ending))) {
      throw new StartProblem(
        `${file} is not a kind of file that holds ${kind.brings}: its name should end in ${kind.endings.join(', ')}.`,
      );
    }
  }
}
