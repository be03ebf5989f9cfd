import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  folder = await mkdtemp(join(tmpdir(), 'rotunda-postal-'));
  await loadSigningKey(folder, 'viewer');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

function startProcess(variables: Record<string, string>): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', '@rotunda/platform/strip-types', join(import.meta.dirname, 'main.ts')],
    {
      env: { PATH: process.env['PATH'], PORT: '0', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

async function firstLine(stream: ChildProcess['stdout']): Promise<string> {
  if (!stream) throw new Error('The stream is not piped.');
  const [line] = await once(createInterface({ input: stream }), 'line');
  return String(line);
}

test('the process answers the gateway only, and ends with 0 when asked to', async () => {
  const postal = startProcess({
    DATABASE_URL_POSTAL: database.url,
    VIEWER_KEYS_FILE: join(folder, 'viewer.jwks.json'),
  });
  const { url }: { url: string } = JSON.parse(await firstLine(postal.stdout));

  const health = await fetch(`${url}/health`);
  const stranger = await fetch(`${url}/batch`, {
    method: 'POST',
    body: JSON.stringify([{ document: '{ __typename }', viewerToken: 'forged', requestId: 'test' }]),
  });
  postal.kill('SIGTERM');
  const [code] = await once(postal, 'close');

  expect(health.status).toBe(200);
  expect(await stranger.text()).toContain('UNAUTHENTICATED');
  expect(code).toBe(0);
});

test('the process names the variables that it misses, and ends with 1', async () => {
  const postal = startProcess({});
  let said = '';
  postal.stderr?.on('data', (chunk: Buffer) => void (said += chunk.toString()));

  const [code] = await once(postal, 'close');

  expect(said).toMatch(/Set DATABASE_URL_POSTAL: .+\n.*Set VIEWER_KEYS_FILE: /);
  expect(code).toBe(1);
});
