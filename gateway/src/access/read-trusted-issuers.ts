import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StartProblem } from '@rotunda/platform/start-problem';
import type { JSONWebKeySet } from 'jose';
import type { TrustedIssuer } from './trusted-issuer.ts';

/**
 * The issuers of a JSON file: a list of `{issuer, audience}` with the keys at `keysUrl` or in `keysFile`, a path from the
 * file's own folder. Throws a `StartProblem` that names the entry.
 */
export async function readTrustedIssuers(file: string): Promise<readonly TrustedIssuer[]> {
  const list = await readJson(file);
  if (!Array.isArray(list)) throw new StartProblem(`${file} must hold a JSON list of issuers.`);
  return Promise.all(list.map((entry: unknown, index) => readIssuer(entry, file, index)));
}

async function readIssuer(entry: unknown, file: string, index: number): Promise<TrustedIssuer> {
  const { issuer, audience, keysUrl, keysFile } = textsOf(entry);
  if (issuer && audience && keysUrl && URL.canParse(keysUrl))
    return { issuer, audience, keys: new URL(keysUrl) };
  if (issuer && audience && keysFile) {
    const keys = await readJson(resolve(file, '..', keysFile));
    if (isKeySet(keys)) return { issuer, audience, keys };
    throw new StartProblem(`${keysFile} of entry ${index + 1} in ${file} is not a JSON Web Key Set.`);
  }
  throw new StartProblem(`Entry ${index + 1} in ${file} needs issuer, audience, and keysUrl or keysFile.`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new StartProblem(`${file} cannot be read as JSON.`, { cause });
  }
}

function textsOf(entry: unknown): Readonly<Record<string, string | undefined>> {
  if (typeof entry !== 'object' || entry === null) return {};
  return Object.fromEntries(
    Object.entries(entry).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** Whether a value out of JSON is a JSON Web Key Set. */
export function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}
