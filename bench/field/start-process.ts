import { type ChildProcess, type StdioOptions, fork, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { createClosingStack } from '@rotunda/platform/closing-stack';

export type ClosingStack = ReturnType<typeof createClosingStack>;

export interface StartedProcess {
  readonly pid: number;
  /** What it said of itself once it served. */
  readonly said: Readonly<Record<string, string>>;
}

const patienceMs = 60_000;
const stdio: StdioOptions = ['ignore', 'ignore', 'inherit'];

/** Starts one of the files of this folder and waits until it says where it serves. */
export async function startFile(file: string, arguments_: readonly string[], closing: ClosingStack) {
  const child = fork(new URL(file, import.meta.url), arguments_, {
    execArgv: ['--import', '@rotunda/platform/strip-types'],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  closing.add(file, () => end(child));
  const said = await new Promise<Record<string, string>>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Record<string, string>));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it served.`)));
  });
  return { pid: Number(child.pid), said };
}

/** Starts a program and waits until its address answers anything at all. */
export async function startProgram(
  program: { readonly command: string; readonly arguments: readonly string[]; readonly address: string },
  environment: Readonly<Record<string, string>>,
  closing: ClosingStack,
): Promise<StartedProcess> {
  const child = spawn(program.command, program.arguments, { env: { ...process.env, ...environment }, stdio });
  closing.add(program.command, () => end(child));
  const endsAt = Date.now() + patienceMs;
  while (!(await answers(program.address))) {
    if (child.exitCode !== null || Date.now() > endsAt)
      throw new Error(`${program.command} does not answer.`);
    await delay(50);
  }
  return { pid: Number(child.pid), said: {} };
}

function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    () => true,
    () => false,
  );
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
