import { type ChildProcess, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { findPersona } from '@rotunda/platform/personas';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { tinySdl } from '../fixtures/tiny-wings/tiny-wings.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
let gateway: ChildProcess;
let lines: AsyncIterator<string>;
let addresses: { readonly url: string; readonly probes: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-gateway-'));
  await writeFile(join(folder, 'supergraph.graphql'), supergraphWith('beds: Int'));
  const { issuer, audience } = await developmentIssuer();
  const issuers = [{ issuer, audience, keysFile: 'development-issuer.jwks.json' }];
  await writeFile(join(folder, 'issuers.json'), JSON.stringify(issuers));

  const nowhere = 'http://127.0.0.1:9';
  gateway = spawn(process.execPath, ['--import', '@rotunda/platform/strip-types', 'gateway/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      POSTAL_URL: nowhere,
      DEFENCE_URL: nowhere,
      HEALTH_URL: nowhere,
      VIEWER_KEY_FOLDER: folder,
      AUDIT_FOLDER: join(folder, 'audit'),
      TRUSTED_ISSUERS_FILE: join(folder, 'issuers.json'),
      SUPERGRAPH_FILE: join(folder, 'supergraph.graphql'),
      PORT: '0',
      PROBE_PORT: '0',
      DRAIN_MS: '0',
      METRICS: 'on',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!gateway.stdout) throw new Error('The gateway has no output.');
  lines = createInterface(gateway.stdout)[Symbol.asyncIterator]();
  const { url, probes } = await logged('the gateway answers');
  addresses = { url: String(url), probes: String(probes) };
});

afterAll(async () => {
  if (gateway.exitCode === null) gateway.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function developmentIssuer() {
  const signingKey = await loadSigningKey(folder, 'development-issuer');
  return createDevelopmentIssuer({ signingKey, clock: systemClock, warn: () => {} });
}

/** The supergraph of the tiny wings under the names of ours, with other words for `beds: Int`. */
function supergraphWith(words: string): string {
  const { mail = '', watch = '', clinic = '' } = tinySdl;
  const health = clinic.replace('beds: Int', words);
  return composeSupergraph({ postal: mail, defence: watch, health }).supergraphSdl;
}

/** The next line of the log that says so. */
async function logged(message: string): Promise<Record<string, unknown>> {
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const facts = JSON.parse(line.value);
    if (facts.msg === message) return facts;
  }
  throw new Error(`The gateway ended before it said: ${message}`);
}

test('the process of the gateway answers and says that it is ready', async () => {
  const clinician = findPersona('clinician');
  const token = clinician && (await (await developmentIssuer()).mint(clinician));

  const answer = await fetch(`${addresses.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ __typename parcels { id } }"}',
  });
  const probes = await Promise.all(
    ['live', 'ready', 'startup', 'other'].map(
      async (name) => (await fetch(`${addresses.probes}/health/${name}`)).status,
    ),
  );

  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', wing: 'postal' } }],
  });
  expect(probes).toEqual([200, 200, 200, 404]);
  const metrics = await (await fetch(`${addresses.probes}/metrics`)).text();
  expect(metrics).toMatch(/^graphql_operation_duration_seconds_count\{.*outcome="partial".*\} 1$/m);
});

test('the process takes another supergraph from its file, and one that breaks a promise only where that is allowed', async () => {
  const file = join(folder, 'supergraph.graphql');
  const contract = async () => (await fetch(`${addresses.url}/api.graphql`)).text();

  await writeFile(file, supergraphWith('beds: Int nurses: Int'));
  gateway.kill('SIGHUP');
  await logged('another supergraph answers now');
  expect(await contract()).toContain('nurses: Int');

  const breaking = supergraphWith('nurses: Int');
  await writeFile(file, breaking);
  gateway.kill('SIGHUP');
  expect(await logged('the supergraph is refused: the present one stays')).toMatchObject({
    because: 'breaking',
    reasons: ['Region.beds was removed.'],
  });
  expect(await contract()).toContain('beds: Int');

  await writeFile(`${file}.allow-breaking`, `${hash('sha256', breaking)}\n`);
  expect(await logged('another supergraph answers now')).toMatchObject({
    breaks: ['Region.beds was removed.'],
  });
  expect(await contract()).not.toContain('beds: Int');
});

test('the process ends with 0 when it is told to', async () => {
  gateway.kill('SIGTERM');
  expect(await once(gateway, 'exit')).toEqual([0, null]);
});
