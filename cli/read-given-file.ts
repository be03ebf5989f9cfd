import { readFile } from 'node:fs/promises';
import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';

/** The bytes of a file that a command was given by name. Refuses in one sentence what is not there or may not be read. */
export async function readGivenFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES')) throw cause;
    throw new StartProblem(`${file} is not a file that can be read.`, { cause });
  }
}

/** The same as text. */
export async function readGivenText(file: string): Promise<string> {
  return (await readGivenFile(file)).toString('utf8');
}
