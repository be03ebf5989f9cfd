import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartProblem } from './start-problem.ts';

export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user PostgreSQL must run as: `nobody` when this process is root, which PostgreSQL refuses to be; undefined otherwise. */
export async function findUnprivilegedUser(): Promise<UnprivilegedUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) {
    throw new StartProblem(
      'PostgreSQL refuses to run as root and there is no user "nobody": start as a plain user.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether the user may pass through every folder of the path and read and run its end. Judges by mode bits, not by access lists. */
export async function mayReach(user: UnprivilegedUser, path: string): Promise<boolean> {
  if (!(await isAllowed(user, path, 0o5))) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(await isAllowed(user, folder, 0o1))) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function isAllowed(user: UnprivilegedUser, path: string, needed: number): Promise<boolean> {
  const entry = await stat(path);
  const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0;
  return ((entry.mode >> shift) & needed) === needed;
}
