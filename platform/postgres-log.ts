import { readFile } from 'node:fs/promises';
import { inUse } from './postmaster-file.ts';
import { StartProblem } from './start-problem.ts';

export type StartFailure =
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'server-still-ending' }
  | { readonly kind: 'problem'; readonly problem: StartProblem };

/** Why a server ended before it was ready, from what it wrote after the given byte of its log. */
export async function explainStart(
  logFile: string,
  fromByte: number,
  dataDirectory: string,
): Promise<StartFailure> {
  const written = (await readFile(logFile)).subarray(fromByte).toString();
  if (/could not bind|could not create any TCP\/IP sockets/.test(written)) return { kind: 'port-taken' };
  if (written.includes('pre-existing shared memory block')) return { kind: 'server-still-ending' };
  if (written.includes('lock file "postmaster.pid" already exists')) {
    return { kind: 'problem', problem: inUse(dataDirectory, undefined) };
  }
  return { kind: 'problem', problem: new StartProblem(sentenceFor(written, logFile, dataDirectory)) };
}

/** What to do about a failed step of the server's programs; the log's last complaint is quoted. */
export function sentenceFor(written: string, logFile: string, dataDirectory: string): string {
  if (written.includes('No space left on device')) {
    return `The disk of ${dataDirectory} is full: free some space, or set ROTUNDA_HOME to another disk.`;
  }
  const complaint = /.*(?:PANIC|FATAL|error): *(.*)$/s.exec(written)?.[1]?.split('\n')[0];
  return (
    `The database in ${dataDirectory} does not start${complaint ? ` (${complaint})` : ''}: ` +
    `restore it from a backup or move it away to begin with an empty one; ${logFile} has the details.`
  );
}
