import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { SubgraphName } from '@rotunda/gateway/supergraph/subgraph-list';
import { hasCode } from '@rotunda/platform/error-code';
import { isAlive } from '@rotunda/platform/process-facts';

/** What a running Rotunda tells the commands beside it. Holds passwords. */
export interface RunningFacts {
  readonly processId: number;
  /** Root of the gateway, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly databaseUrls: Readonly<Record<SubgraphName, string>>;
}

/** Tells the commands beside this process where everything is, until the returned function is called. */
export async function writeRunningFile(file: string, facts: RunningFacts): Promise<() => Promise<void>> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(facts), { mode: 0o600 });
  await rename(unfinished, file);
  return () => rm(file, { force: true });
}

/** The Rotunda that runs from this file's folder now; undefined where none does, also after one that was killed. */
export async function readRunningFile(file: string): Promise<RunningFacts | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const facts: RunningFacts = JSON.parse(text);
  return isAlive(facts.processId) ? facts : undefined;
}
