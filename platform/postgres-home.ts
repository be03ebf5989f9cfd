import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  readFile,
  realpath,
  rename,
  rmdir,
  statfs,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { hasCode } from './error-code.ts';
import { machineFolder } from './postgres-programs.ts';
import { StartProblem } from './start-problem.ts';
import { mayReach, type UnprivilegedUser } from './unprivileged-user.ts';

const freeBytesNeeded = 256 * 1024 * 1024;

export interface PostgresHome {
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly passwordFile: string;
}

/**
 * The folder of one embedded server, owned by the user it runs as. Where that user cannot reach the folder (root's own home),
 * the files go to the machine's folder and a link is left. Refuses a folder that cannot be written and a full disk.
 */
export async function preparePostgresHome(
  directory: string,
  user: UnprivilegedUser | undefined,
): Promise<PostgresHome> {
  try {
    const home = await makeHome(resolve(directory), user);
    await refuseFullDisk(home);
    return {
      dataDirectory: join(home, 'data'),
      logFile: join(home, 'server.log'),
      passwordFile: join(home, 'password'),
    };
  } catch (cause) {
    if (hasCode(cause, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) {
      const sentence = `The database folder ${directory} cannot be written: correct its owner, or set ROTUNDA_HOME to a folder of yours.`;
      throw new StartProblem(sentence, { cause });
    }
    throw cause;
  }
}

/** The password of the server's only role: made once, kept in a file that only its owner may read. */
export async function readOrMakePassword(file: string, user: UnprivilegedUser | undefined): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const password = randomBytes(24).toString('base64url');
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (user) await chown(unfinished, user.uid, user.gid);
  await rename(unfinished, file);
  return password;
}

async function makeHome(directory: string, user: UnprivilegedUser | undefined): Promise<string> {
  await mkdir(directory, { recursive: true });
  const home = await realpath(directory);
  if (!user) {
    await chmod(home, 0o700);
    return home;
  }
  await chown(home, user.uid, user.gid);
  await chmod(home, 0o700);
  if (await mayReach(user, home)) return home;
  return moveToMachineFolder(home, user);
}

async function moveToMachineFolder(home: string, user: UnprivilegedUser): Promise<string> {
  const elsewhere = join(machineFolder(), `database-${randomUUID()}`);
  await mkdir(machineFolder(), { recursive: true, mode: 0o755 });
  await mkdir(elsewhere, { mode: 0o700 });
  await chown(elsewhere, user.uid, user.gid);
  if (!(await mayReach(user, elsewhere))) {
    throw new StartProblem(
      `PostgreSQL runs as "nobody", who can reach neither ${dirname(home)} nor ${machineFolder()}: start as a plain user.`,
    );
  }
  await rmdir(home);
  await symlink(elsewhere, home);
  return elsewhere;
}

async function refuseFullDisk(home: string): Promise<void> {
  const { bavail, bsize } = await statfs(home);
  const freeBytes = bavail * bsize;
  if (freeBytes >= freeBytesNeeded) return;
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  throw new StartProblem(
    `The disk of ${home} has ${megabytes(freeBytes)} MB left and the database needs ${megabytes(freeBytesNeeded)}: free some, or set ROTUNDA_HOME to another disk.`,
  );
}
