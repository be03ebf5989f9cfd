import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from '@rotunda/platform/start-problem';
import { openAppendFile } from './append-file.ts';
import type { KeepHeads } from './copy-heads.ts';

const witnessTimeoutMs = 5_000;
const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** Where copies of the heads of one log lie in a folder. */
export function copiedHeadsFile(folder: string): string {
  return join(folder, 'heads.jws');
}

/**
 * The keeper that a setting names: a folder, or the `https` address of a witness, which is sent heads by POST, one a line. Refuses any other
 * address, but plain `http` to this machine.
 */
export function headKeeperOf(setting: string): KeepHeads {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(setting)) return keepInFolder(setting);
  const url = new URL(setting);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname));
  if (isSafe) return sendToWitness(url);
  throw new StartProblem(`AUDIT_HEADS_TO must be a folder or an https URL, not ${url.protocol}//.`);
}

function keepInFolder(folder: string): KeepHeads {
  /** A line may have been torn by a failure, here or in a process before. */
  let mayBeTorn = true;
  return async (heads) => {
    await mkdir(folder, { recursive: true, mode: 0o750 });
    const file = await openAppendFile(copiedHeadsFile(folder));
    const lines = heads.map((head) => `${head}\n`).join('');
    const prefix = mayBeTorn ? '\n' : '';
    mayBeTorn = true;
    try {
      await file.append(Buffer.from(`${prefix}${lines}`));
      mayBeTorn = false;
    } finally {
      await file.close();
    }
  };
}

function sendToWitness(url: URL): KeepHeads {
  return async (heads) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: heads.map((head) => `${head}\n`).join(''),
      redirect: 'error',
      signal: AbortSignal.timeout(witnessTimeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The witness of the audit log answered ${response.status}.`);
  };
}
