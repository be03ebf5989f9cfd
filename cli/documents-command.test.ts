import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { manifestFile } from '@rotunda/gateway/stored-documents/committed-documents';
import { readManifest } from '@rotunda/gateway/stored-documents/read-manifest';
import { runInShell } from './run-in-shell.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-documents-'));
});
afterAll(() => rm(folder, { recursive: true }));

const documents = (...words: readonly string[]) => runInShell(['documents', ...words]);

async function aFile(name: string, document: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, document);
  return file;
}

test('lists what is stored, with the id to ask by', async () => {
  const { code, said } = await documents('list');

  expect(code).toBe(0);
  expect(said).toMatch(/^2026-11-23 sha256:[0-9a-f]{64} first-query$/m);
});

test('adds nothing where a document is stored already, or one of several does not answer by the contract', async () => {
  const before = await readFile(manifestFile, 'utf8');
  const [first] = readManifest(before);
  const known = await aFile('known.graphql', `\n${first?.document ?? ''}\n`);
  const fresh = await aFile('fresh.graphql', '{ __typename }');
  const wrong = await aFile('wrong.graphql', '{ nothing }');

  const again = await documents('add', known);
  const refused = await documents('add', fresh, wrong);

  expect(again).toMatchObject({ code: 0, said: '1 stored already\n' });
  expect(refused).toMatchObject({ code: 1, complained: expect.stringContaining('wrong is not added') });
  expect(await readFile(manifestFile, 'utf8')).toBe(before);
});
