import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from './error-code.ts';
import { findProcess, isAlive } from './process-facts.ts';
import { StartProblem } from './start-problem.ts';

const stopPatienceMs = 15_000;

/** The setting by which a server names the process that started it, readable on its command line. */
export function ownerSetting(ownerId: number): string {
  return `cluster_name=rotunda-${ownerId}`;
}

/** Whether the server with this process id says in its lock file that it takes connections. Another server's file does not count. */
export async function isReady(dataDirectory: string, serverId: number): Promise<boolean> {
  const lines = await readPostmasterFile(dataDirectory);
  return Number(lines?.[0]) === serverId && lines?.[7]?.trim() === 'ready';
}

/**
 * Makes a data directory free to start on: stops a server whose owner died without stopping it.
 * Refuses, with a sentence, where the owner lives.
 */
export async function releaseFromDeadOwner(dataDirectory: string): Promise<void> {
  const lines = await readPostmasterFile(dataDirectory);
  const serverId = Number(lines?.[0]);
  if (!Number.isInteger(serverId) || serverId <= 0) return;
  const server = await findProcess(serverId);
  if (!server) return;
  if (!server.command.includes(dataDirectory)) {
    // The number now belongs to another program, and PostgreSQL would take that for a running server.
    await rm(join(dataDirectory, 'postmaster.pid'), { force: true });
    return;
  }
  if (server.command.includes(`${ownerSetting(server.parentId)} `))
    throw inUse(dataDirectory, server.parentId);
  await stopServer(serverId);
}

/** What to say of a data directory that a living server holds. */
export function inUse(dataDirectory: string, ownerId: number | undefined): StartProblem {
  const owner = ownerId === undefined ? 'another process' : `process ${ownerId}`;
  return new StartProblem(
    `The database in ${dataDirectory} is in use by ${owner}: stop that one, or set ROTUNDA_HOME to another folder.`,
  );
}

async function readPostmasterFile(dataDirectory: string): Promise<readonly string[] | undefined> {
  try {
    return (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

async function stopServer(serverId: number): Promise<void> {
  process.kill(serverId, 'SIGINT');
  for (let waitedMs = 0; isAlive(serverId); waitedMs += 20) {
    if (waitedMs > stopPatienceMs) {
      throw new StartProblem(
        `A database server left over from an earlier run (process ${serverId}) does not stop: end it and start again.`,
      );
    }
    await delay(20);
  }
}
