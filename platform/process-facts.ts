import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { hasCode } from './error-code.ts';

export interface ProcessFacts {
  readonly parentId: number;
  readonly command: string;
}

/** Parent and command line of a living process of this machine; undefined where it is gone or the platform does not tell. */
export async function findProcess(id: number): Promise<ProcessFacts | undefined> {
  if (!isAlive(id)) return undefined;
  if (process.platform === 'linux') return readProc(id);
  if (process.platform === 'darwin') return askPs(id);
  return undefined;
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function readProc(id: number): Promise<ProcessFacts | undefined> {
  try {
    const [status, command] = await Promise.all([
      readFile(`/proc/${id}/stat`, 'utf8'),
      readFile(`/proc/${id}/cmdline`, 'utf8'),
    ]);
    // The second field is the name in brackets and may hold spaces and brackets itself; after it come state and parent.
    const [state, parentId] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return undefined;
    return { parentId: Number(parentId), command: command.replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

async function askPs(id: number): Promise<ProcessFacts | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,command=', '-p', String(id)]);
    const parts = /^\s*(\d+)\s+(.*)$/s.exec(stdout);
    return parts ? { parentId: Number(parts[1]), command: String(parts[2]) } : undefined;
  } catch {
    return undefined;
  }
}
