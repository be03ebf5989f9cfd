import type { SubgraphName } from '@rotunda/gateway/supergraph/subgraph-list';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { findRotundaHome } from './rotunda-home.ts';
import { readRunningFile } from './running-file.ts';
import { attachDatabases } from './wing-databases.ts';

export interface OpenedWingDatabase {
  readonly url: string;
  /** Ends the bundled server if it was started for this. */
  close(): Promise<void>;
}

/** The wing's database: that of the running Rotunda, or else its own, started and migrated for the time of a command. */
export async function openWingDatabase(
  wing: SubgraphName,
  tell: (line: string) => void,
): Promise<OpenedWingDatabase> {
  const home = findRotundaHome();
  const running = await readRunningFile(home.runningFile);
  if (running) return { url: running.databaseUrls[wing], close: async () => {} };

  tell('Rotunda does not run: its databases are started for this command.');
  const closing = createClosingStack();
  try {
    const { urls } = await attachDatabases({
      databaseFolder: home.databaseFolder,
      variables: process.env,
      closing,
    });
    return { url: urls[wing], close: closing.close };
  } catch (error) {
    await closing.close();
    throw error;
  }
}
