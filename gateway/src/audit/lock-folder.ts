import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@rotunda/platform/error-code';
import { isAlive } from '@rotunda/platform/process-facts';
import { StartProblem } from '@rotunda/platform/start-problem';

/**
 * Keeps other processes of this machine from writing to a folder until the returned function is called. Refuses one that a
 * living process writes to; the lock of one that was killed is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, String(process.pid));
  try {
    if (!(await claim(draft, file))) {
      const owner = Number(await readFile(file, 'utf8'));
      if (owner !== process.pid && isAlive(owner)) throw takenProblem(folder, owner);
      await rm(file, { force: true });
      if (!(await claim(draft, file))) throw takenProblem(folder, owner);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(file, { force: true });
}

/** A hard link is made by one process only. */
async function claim(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (cause) {
    if (hasCode(cause, 'EEXIST')) return false;
    throw cause;
  }
}

function takenProblem(folder: string, owner: number): StartProblem {
  return new StartProblem(
    `Process ${owner} writes the audit log in ${folder}. Every gateway needs a folder of its own.`,
  );
}
