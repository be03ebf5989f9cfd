import { type ChildProcess, spawn } from 'node:child_process';
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
let addresses: { readonly url: string; readonly probes: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-gateway-'));
  const { mail, watch, clinic } = tinySdl;
  const { supergraphSdl } = composeSupergraph({
    postal: `${mail}`,
    defence: `${watch}`,
    health: `${clinic}`,
  });
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl);
  const { issuer, audience } = await developmentIssuer();
  const issuers = [{ issuer, audience, keysFile: 'development-issuer.jwks.json' }];
  await writeFile(join(folder, 'issuers.json'), JSON.stringify(issuers));

  const nowhere = 'http://127.0.0.1:9';
  gateway = spawn(process.execPath, ['--import', 'tsx', 'gateway/src/main.ts'], {
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
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  addresses = await firstAddresses(gateway);
});

afterAll(async () => {
  if (gateway.exitCode === null) gateway.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function developmentIssuer() {
  const signingKey = await loadSigningKey(folder, 'development-issuer');
  return createDevelopmentIssuer({ signingKey, clock: systemClock, warn: () => {} });
}

async function firstAddresses({ stdout }: ChildProcess) {
  if (!stdout) throw new Error('The gateway has no output.');
  for await (const line of createInterface(stdout)) {
    const { url, probes } = JSON.parse(line);
    if (url) {
      stdout.resume();
      return { url, probes };
    }
  }
  throw new Error('The gateway ended before it answered.');
}

test('the process of the gateway answers, says that it is ready, and ends with 0 when told', async () => {
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

  gateway.kill('SIGTERM');
  expect(await once(gateway, 'exit')).toEqual([0, null]);
});
