import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';

const root = join(import.meta.dirname, '..');

/** Makes the database clients of the wings where they are missing or older than their models; needed once after installation. */
export async function ensureGenerated(tell: (line: string) => void): Promise<void> {
  const stale = await Promise.all(
    subgraphNames.map(async (wing) => {
      const made = await changedAt(`subgraphs/${wing}/src/generated/prisma/client.ts`);
      return made < (await modelsChangedAt(wing));
    }),
  );
  if (!stale.includes(true)) return;
  tell('Making the database clients (once after installation) ...');
  const generate = spawn(process.execPath, ['--import', '@rotunda/platform/strip-types', 'generate.ts'], {
    cwd: root,
    stdio: 'ignore',
  });
  const [code] = await once(generate, 'exit');
  if (code !== 0)
    throw new StartProblem('The database clients could not be made: run npm run generate to see why.');
}

async function modelsChangedAt(wing: string): Promise<number> {
  const files = await readdir(join(root, 'prisma', wing), { recursive: true });
  const models = files.filter((file) => file.endsWith('.prisma'));
  return Math.max(...(await Promise.all(models.map((file) => changedAt(`prisma/${wing}/${file}`)))));
}

async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(join(root, path))).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
