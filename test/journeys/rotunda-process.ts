import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../cli/rotunda.mjs');

export interface EndedProcess {
  readonly code: number | null;
  readonly output: string;
}

export interface RotundaProcess {
  /** Root of the gateway. */
  readonly url: string;
  /** All that it printed until it was ready. */
  readonly greeting: string;
  /** Ends it and waits. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<EndedProcess>;
}

export interface RotundaHomeFolder {
  readonly folder: string;
  remove(): Promise<void>;
}

/** PostgreSQL and most people are no root: where the tests run as root, Rotunda runs as `nobody`. */
const plainUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** An empty folder that belongs to a plain user. */
export async function createHomeFolder(): Promise<RotundaHomeFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-journey-'));
  if (plainUser) await chown(folder, plainUser.uid, plainUser.gid);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** `rotunda start` in a process of its own, ready to be asked. Throws, with what it printed, if it ends before. */
export async function startRotundaProcess(home: string, port = 0): Promise<RotundaProcess> {
  const { child, output } = spawnRotunda(home, ['start'], port);
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const ready = /^Ready: (\S+)\/graphql$/m.exec(output());
      if (ready?.[1] && output().includes('Its answer:\n{')) resolve(ready[1]);
    });
    void ended.then(() => reject(new Error(`Rotunda ended before it was ready:\n${output()}`)));
  });
  return {
    url,
    greeting: output(),
    async end(signal) {
      child.kill(signal);
      await ended;
      return { code: child.exitCode, output: output() };
    },
  };
}

/** A command of `rotunda` that ends by itself. */
export async function runRotunda(home: string, words: readonly string[], port = 0): Promise<EndedProcess> {
  const { child, output } = spawnRotunda(home, words, port);
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

function spawnRotunda(
  home: string,
  words: readonly string[],
  port: number,
): { child: ChildProcess; output(): string } {
  const child = spawn(process.execPath, [program, ...words], {
    ...plainUser,
    env: { PATH: process.env['PATH'], HOME: home, ROTUNDA_HOME: join(home, '.rotunda'), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child, output: () => output };
}
