import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runInShell } from './run-in-shell.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rotunda-cli-'));
});
afterAll(() => rm(home, { recursive: true }));

const rotunda = (...words: readonly string[]) => runInShell(words, { ROTUNDA_HOME: home });

describe('the command line', () => {
  test('prints a token of the persona asked for, alone on standard output', async () => {
    const { code, said } = await rotunda('token', '--as', 'clinician');
    const claims: unknown = JSON.parse(Buffer.from(String(said.split('.')[1]), 'base64url').toString());

    expect(code).toBe(0);
    expect(claims).toMatchObject({ sub: 'demo-practitioner-1' });
  });

  test('names the personas where one is unknown', async () => {
    const { code, complained } = await rotunda('token', '--as', 'president');

    expect(code).toBe(1);
    expect(complained).toContain('Allowed choices are householder, partner, contact-agent');
  });

  test.each([
    ['import', 'addresses', 'nowhere.csv'],
    ['documents', 'add', 'nowhere.csv'],
    ['agreements', 'sign', 'nowhere.csv'],
    ['audit', 'verify-receipt', 'nowhere.csv'],
  ])(
    '%s %s refuses a file that is not there, in one sentence and before anything is started',
    async (...words) => {
      const { code, complained } = await rotunda(...words);

      expect(code).toBe(1);
      expect(complained).toBe('nowhere.csv is not a file that can be read.\n');
    },
  );

  test('says what a file of an unknown kind should be', async () => {
    const picture = join(home, 'map.png');
    await writeFile(picture, '');

    const { code, complained } = await rotunda('import', 'airspace', picture);

    expect(code).toBe(1);
    expect(complained).toMatch(
      /map\.png is not a kind of file that holds airspace volumes.*: its name should end in \.geojson/,
    );
  });
});
