import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { hasCode } from './error-code.ts';

export interface SigningKey {
  /** Private ES256 key. */
  readonly key: CryptoKey;
  /** RFC 7638 thumbprint; `kid` of everything signed with it. */
  readonly keyId: string;
  /** The public half, for those who verify. */
  readonly publicKeys: JSONWebKeySet;
}

/**
 * The ES256 key `<name>.private.jwk.json` of a directory, made on the first call with mode 0600, and its public half in
 * `<name>.jwks.json` beside it. Throws on a file that is no private P-256 key; never replaces one.
 */
export async function loadSigningKey(directory: string, name: string): Promise<SigningKey> {
  const file = join(directory, `${name}.private.jwk.json`);
  const signingKey = await signingKeyOf(await readOrCreate(directory, file), file);
  await replaceFile(join(directory, `${name}.jwks.json`), signingKey.publicKeys, 0o644);
  return signingKey;
}

/** A fresh ES256 key that is written nowhere. */
export async function createSigningKey(): Promise<SigningKey> {
  return signingKeyOf(await generatePrivateJwk(), 'a fresh key');
}

async function readOrCreate(directory: string, file: string): Promise<unknown> {
  const known = await readKey(file);
  if (known !== undefined) return known;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await createOnce(file, await generatePrivateJwk());
  return readKey(file);
}

async function readKey(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw cause;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON: restore the key, or remove the file to have a new one made.`, {
      cause,
    });
  }
}

/** A hard link makes the whole file appear at once: two processes that start together agree on one key. */
async function createOnce(file: string, content: object): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause;
  } finally {
    await rm(draft);
  }
}

async function generatePrivateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return exportJWK(privateKey);
}

async function signingKeyOf(value: unknown, origin: string): Promise<SigningKey> {
  if (!isPrivateP256(value)) throw new Error(`${origin} holds no private P-256 key.`);
  const { kty, crv, x, y } = value;
  const keyId = await calculateJwkThumbprint({ kty, crv, x, y });
  const key = await importJWK(value, 'ES256');
  if (key instanceof Uint8Array) throw new Error(`${origin} holds no asymmetric key.`);
  return { key, keyId, publicKeys: { keys: [{ kty, crv, x, y, kid: keyId, alg: 'ES256', use: 'sig' }] } };
}

type PrivateP256 = { kty: 'EC'; crv: 'P-256'; x: string; y: string; d: string };

function isPrivateP256(value: unknown): value is PrivateP256 {
  if (typeof value !== 'object' || value === null) return false;
  const parts: Partial<Record<string, unknown>> = { ...value };
  return (
    parts['kty'] === 'EC' &&
    parts['crv'] === 'P-256' &&
    typeof parts['x'] === 'string' &&
    typeof parts['y'] === 'string' &&
    typeof parts['d'] === 'string'
  );
}

async function replaceFile(file: string, content: object, mode: number): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(content), { mode });
  await rename(draft, file);
}
