import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rotunda-cli-'));
});
afterAll(() => rm(home, { recursive: true }));

async function rotunda(...words: readonly string[]) {
  const command = spawn(process.execPath, [join(import.meta.dirname, 'rotunda.mjs'), ...words], {
    env: { ...process.env, ROTUNDA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'close'),
  ]);
  return { code, said, complained };
}

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

  test('refuses a file that is not there, in one sentence and before any database is started', async () => {
    const { code, complained } = await rotunda('import', 'addresses', 'nowhere.csv');

    expect(code).toBe(1);
    expect(complained).toBe('nowhere.csv is not a file that can be read.\n');
  });

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
