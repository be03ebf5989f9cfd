import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
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

  test.each(['PORT', 'PROBE_PORT'])(
    'serves no gateway where %s is taken, says so and ends',
    async (variable) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const taken = other.address();
      const port = typeof taken === 'object' && taken ? String(taken.port) : '';
      const wings = {
        POSTAL_URL: 'http://127.0.0.1:1',
        DEFENCE_URL: 'http://127.0.0.1:1',
        HEALTH_URL: 'http://127.0.0.1:1',
      };
      const folders = {
        VIEWER_KEY_FOLDER: join(home, 'serve-keys'),
        AUDIT_FOLDER: join(home, `audit-${variable}`),
      };

      const { code, complained } = await runInShell(['serve', 'gateway'], {
        ...wings,
        ...folders,
        PORT: '0',
        PROBE_PORT: '0',
        [variable]: port,
      });
      other.close();

      expect(code).toBe(1);
      expect(complained).toContain(
        `Port ${port} is in use: stop what listens there, or set PORT, or PROBE_PORT, to another.`,
      );
      expect(complained).not.toContain('    at ');
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
