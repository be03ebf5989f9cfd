import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** For tests: runs the command line in a process of its own, with these variables besides, and gives what it said and how it ended. */
export async function runInShell(words: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const command = spawn(process.execPath, [join(import.meta.dirname, 'rotunda.mjs'), ...words], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'close'),
  ]);
  return { code, said, complained };
}
