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
  return { kind: 'problem', problem: sentenceFor(written, logFile, dataDirectory) };
}

/** What to do about a new database that could not be made, from the words of `initdb`. */
export function explainInitdb(written: string, dataDirectory: string): StartProblem {
  if (isDiskFull(written)) return diskFull(dataDirectory);
  const nameless = /could not look up effective user ID (\d+)/.exec(written)?.[1];
  if (nameless) {
    return new StartProblem(
      `PostgreSQL refuses to run as user ${nameless}, who has no name: add one to /etc/passwd, or start as another user.`,
    );
  }
  const complaint = written.trim().split('\n').at(-1);
  return new StartProblem(`The database could not be made in ${dataDirectory} (${complaint}).`);
}

function sentenceFor(written: string, logFile: string, dataDirectory: string): StartProblem {
  if (isDiskFull(written)) return diskFull(dataDirectory);
  const complaint = /.*(?:PANIC|FATAL|error): *(.*)$/s.exec(written)?.[1]?.split('\n')[0];
  return new StartProblem(
    `The database in ${dataDirectory} does not start${complaint ? ` (${complaint})` : ''}: ` +
      `restore it from a backup or move it away to begin with an empty one; ${logFile} has the details.`,
  );
}

function isDiskFull(written: string): boolean {
  return written.includes('No space left on device');
}

function diskFull(dataDirectory: string): StartProblem {
  return new StartProblem(
    `The disk of ${dataDirectory} is full: free some space, or set ROTUNDA_HOME to another disk.`,
  );
}
