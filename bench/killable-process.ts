import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '@rotunda/platform/free-port';

/** A process that can die of anything and come back where it was. */
export interface KillableProcess {
  /** Of its present life. */
  pid(): number;
  /** `kill -9`, then a new life at the same address; ends when that answers. */
  kill(): Promise<void>;
  /** Ends it in good order; gives the code with which it ended, null where a signal ended it. */
  end(): Promise<number | null>;
}

export interface NodeProcess {
  readonly main: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Where to leave profiles of the threads; undefined for none. */
  readonly profileFolder: string | undefined;
}

const patienceMs = 60_000;
/** As in the image of the containers. */
const asInTheContainers = ['--max-semi-space-size=128', '--import', '@rotunda/platform/strip-types'];

/** Starts a process of the house on a free loopback port and waits until `/health` answers there. */
export async function startNodeProcess({
  main,
  variables,
  profileFolder,
}: NodeProcess): Promise<KillableProcess & { readonly url: string }> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];

  const live = async () => {
    const child = spawn(process.execPath, [...profiling, ...asInTheContainers, main], {
      env: { ...process.env, LOG_LEVEL: 'error', ...variables, HOST: '127.0.0.1', PORT: String(port) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await answers(`${url}/health`, child);
    return child;
  };

  let child = await live();
  return {
    url,
    pid: () => child.pid ?? Number.NaN,
    async kill() {
      await endBy(child, 'SIGKILL');
      child = await live();
    },
    end: () => endBy(child, 'SIGTERM'),
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const endsAt = Date.now() + patienceMs;
  for (;;) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (hasEnded(child)) throw new Error(`The process for ${url} ended before it answered.`);
    if (Date.now() > endsAt) throw new Error(`${url} does not answer.`);
    await delay(50);
  }
}

async function endBy(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
