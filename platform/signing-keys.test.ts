import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SignJWT, createLocalJWKSet, jwtVerify } from 'jose';
import { loadSigningKey } from './signing-keys.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a key is made once, readable by its owner alone, and found again', async () => {
  const made = await loadSigningKey(folder, 'viewer');
  const found = await loadSigningKey(folder, 'viewer');

  expect(found.keyId).toBe(made.keyId);
  expect((await stat(join(folder, 'viewer.private.jwk.json'))).mode & 0o777).toBe(0o600);
  const published = JSON.parse(await readFile(join(folder, 'viewer.jwks.json'), 'utf8'));
  expect(published).toEqual(made.publicKeys);
  expect(JSON.stringify(published)).not.toContain('"d"');
});

test('what a key signs is verified with its public half', async () => {
  const { key, keyId, publicKeys } = await loadSigningKey(folder, 'viewer');
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: keyId }).sign(key);

  await expect(jwtVerify(token, createLocalJWKSet(publicKeys))).resolves.toBeDefined();
});

test('processes that start together agree on one key and leave no draft', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSigningKey(folder, 'viewer')));

  expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['viewer.jwks.json', 'viewer.private.jwk.json']);
});

test.each(['not json', '{"kty":"EC","crv":"P-256","x":"a","y":"b"}', '{"kty":"oct","k":"c2VjcmV0"}'])(
  'a file that holds no private key is refused and kept: %s',
  async (content) => {
    const file = join(folder, 'viewer.private.jwk.json');
    await writeFile(file, content);

    await expect(loadSigningKey(folder, 'viewer')).rejects.toThrow(file);
    expect(await readFile(file, 'utf8')).toBe(content);
  },
);
