import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { composeSupergraph } from './gateway/src/supergraph/compose-supergraph.ts';
import { subgraphNames } from './gateway/src/supergraph/subgraph-list.ts';
import { generateWing } from './generate-wing.ts';
import { generateValidators } from './subgraphs/health/generate-validators.ts';

const root = import.meta.dirname;

/**
 * Makes everything that follows from the hand-written sources. Contracts (each wing's schema.graphql, supergraph.graphql, api.graphql)
 * are committed; resolver types, Prisma clients and FHIR validators are not. `npm run generate -- postal` makes one wing and leaves the supergraph;
 * with `--check` no contract is written: those that differ are named, and the exit code is 1.
 */
async function generate(options: readonly string[]): Promise<void> {
  const asked = subgraphNames.filter((name) => options.includes(name));
  const names = asked.length > 0 ? asked : subgraphNames;
  if (names.includes('health')) await generateValidators();
  const contracts = await Promise.all(names.map(async (name) => [name, await generateWing(name)] as const));

  const files = new Map(contracts.map(([name, sdl]) => [`subgraphs/${name}/schema.graphql`, sdl]));
  if (asked.length === 0) {
    const { supergraphSdl, apiSdl, hints } = composeSupergraph(Object.fromEntries(contracts));
    files
      .set('gateway/supergraph/supergraph.graphql', supergraphSdl)
      .set('gateway/supergraph/api.graphql', apiSdl);
    hints.forEach((hint) => console.warn(hint));
  }

  const differing = [];
  for (const [file, text] of files) if (!(await isWritten(file, text))) differing.push({ file, text });
  if (!options.includes('--check')) await Promise.all(differing.map(({ file, text }) => write(file, text)));
  else if (differing.length > 0) {
    const list = differing.map(({ file }) => file).join(', ');
    console.error(`Out of date: ${list}. Run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
}

async function isWritten(file: string, text: string): Promise<boolean> {
  return existsSync(join(root, file)) && (await readFile(join(root, file), 'utf8')) === text;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

await generate(process.argv.slice(2));
