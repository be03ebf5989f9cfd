import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { composeSupergraph } from './gateway/src/supergraph/compose-supergraph.ts';
import { subgraphNames } from './gateway/src/supergraph/subgraph-list.ts';
import { generateWing } from './generate-wing.ts';

const root = import.meta.dirname;

/**
 * Makes everything that follows from the hand-written sources. Contracts (each wing's schema.graphql, supergraph.graphql, api.graphql) are
 * committed; resolver types and Prisma clients are not. With `--check` no contract is written: those that differ are named, and the exit code is 1.
 */
async function generate(checkOnly: boolean): Promise<void> {
  const contracts = Object.fromEntries(
    await Promise.all(subgraphNames.map(async (name) => [name, await generateWing(name)] as const)),
  );
  const { supergraphSdl, apiSdl } = composeSupergraph(contracts);
  const files = {
    ...Object.fromEntries(
      Object.entries(contracts).map(([name, sdl]) => [`subgraphs/${name}/schema.graphql`, sdl]),
    ),
    'gateway/supergraph/supergraph.graphql': supergraphSdl,
    'gateway/supergraph/api.graphql': apiSdl,
  };
  const differing = [];
  for (const [file, text] of Object.entries(files))
    if (!(await isWritten(file, text))) differing.push({ file, text });

  if (!checkOnly) await Promise.all(differing.map(({ file, text }) => write(file, text)));
  else if (differing.length) {
    console.error(
      `Out of date: ${differing.map(({ file }) => file).join(', ')}. Run \`npm run generate\` and commit the result.`,
    );
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

await generate(process.argv.includes('--check'));
