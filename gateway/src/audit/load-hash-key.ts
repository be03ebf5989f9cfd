import { type KeyObject, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';

/**
 * The secret that keys and variables are hashed with, in `audit-hash.key` of a folder: 32 bytes in base64url, made on the first
 * call with mode 0600. Refuses a file of another length; never replaces one, because records of the past could no longer be searched.
 */
export async function loadHashKey(folder: string): Promise<KeyObject> {
  const file = join(folder, 'audit-hash.key');
  const known = await readIfThere(file);
  if (known !== undefined) return keyOf(known, file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  try {
    // The whole file appears at once: of two processes that start together, one makes the key and both read it.
    await link(draft, file);
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause;
  } finally {
    await rm(draft);
  }
  return keyOf(await readFile(file, 'utf8'), file);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw cause;
  }
}

function keyOf(text: string, file: string): KeyObject {
  const bytes = Buffer.from(text.trim(), 'base64url');
  if (bytes.length !== 32) throw new StartProblem(`${file} holds no key of 32 bytes: restore it.`);
  return createSecretKey(bytes);
}
