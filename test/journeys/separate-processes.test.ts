import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestDatabase, type Wing, createTestDatabase } from '@rotunda/platform/test-database';
import { firstAnswer, firstQuery } from '../../cli/first-query.ts';
import { mintPersonaToken } from '../../cli/mint-persona-token.ts';

const program = join(import.meta.dirname, '../../cli/rotunda.mjs');
const wings: readonly Wing[] = ['postal', 'defence', 'health'];

interface Listening {
  readonly child: ChildProcess;
  readonly url: string;
}

let folder: string;
let token: string;
let gateway: Listening;
const databases: TestDatabase[] = [];
const listening = new Map<Wing, Listening>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-processes-'));
  await run({}, 'keys', join(folder, 'keys'), join(folder, 'public'), '--trust-development-issuer');
  await Promise.all(wings.map(openWing));
  gateway = await serve('gateway', {
    ...Object.fromEntries([...listening].map(([wing, { url }]) => [`${wing.toUpperCase()}_URL`, url])),
    VIEWER_KEY_FOLDER: join(folder, 'keys'),
    AUDIT_FOLDER: join(folder, 'audit'),
    TRUSTED_ISSUERS_FILE: join(folder, 'keys/trusted-issuers.json'),
    PROBE_PORT: '0',
    DRAIN_MS: '0',
  });
  token = await mintPersonaToken('partner', join(folder, 'keys'), () => {});
}, 180_000);

afterAll(async () => {
  await Promise.all([...listening.values()].map(end));
  await Promise.all(databases.map((database) => database.drop()));
  await rm(folder, { recursive: true });
});

async function openWing(wing: Wing): Promise<void> {
  const database = await createTestDatabase(wing);
  databases.push(database);
  const variables = { [`DATABASE_URL_${wing.toUpperCase()}`]: database.url };
  await run(variables, 'migrate', wing, '--demonstration');
  const keys = { VIEWER_KEYS_FILE: join(folder, 'public/viewer.jwks.json') };
  listening.set(wing, await serve(wing, { ...variables, ...keys }));
}

function spawnRotunda(variables: Readonly<Record<string, string>>, ...words: readonly string[]) {
  return spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env['PATH'], HOME: folder, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function run(variables: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<void> {
  const child = spawnRotunda(variables, ...words);
  child.stdout.resume();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
}

/** A process that has said in its log where it listens. */
async function serve(name: string, variables: Readonly<Record<string, string>>): Promise<Listening> {
  const child = spawnRotunda(variables, 'serve', name);
  for await (const line of createInterface({ input: child.stdout })) {
    const { url }: { url?: string } = JSON.parse(line);
    if (url) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error(`${name} ended before it listened.`);
}

async function end({ child }: Listening): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return child.exitCode;
}

async function askFirstQuery(): Promise<unknown> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: firstQuery }),
  });
  return response.json();
}

test('four processes give the answer that one process gives', async () => {
  expect(await askFirstQuery()).toEqual(firstAnswer);
});

test('with one wing killed, the others answer and the missing part is named', async () => {
  const health = listening.get('health')?.child;
  health?.kill('SIGKILL');
  if (health) await once(health, 'exit');

  const answer = await askFirstQuery();

  expect(answer).toMatchObject({
    data: { region: { ...firstAnswer.data.region, health: null } },
    errors: [{ path: ['region', 'health'] }],
  });
});

test('every process ends with 0 when it is told to', async () => {
  const remaining = [gateway, ...wings.slice(0, 2).flatMap((wing) => listening.get(wing) ?? [])];

  expect(await Promise.all(remaining.map(end))).toEqual([0, 0, 0]);
});
