import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { type ServedSubgraph, serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { createTinyWings, tinySdl } from '../fixtures/tiny-wings/tiny-wings.ts';
import { startClients } from './keep-asking.ts';

/** The tiny wings under the names that the process of the gateway has links for. */
const names = { mail: 'postal', watch: 'defence', clinic: 'health' };

let folder: string;
let served: readonly (ServedSubgraph & { readonly name: string })[];
let gateway: ChildProcess;
let url: string;
let probes: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-drain-'));
  const { publicKeys } = await loadSigningKey(folder, 'viewer');
  served = await Promise.all(
    Object.entries(names).map(async ([tinyName, name]) => {
      const subgraph = createTinyWings().subgraphs.find((wing) => wing.name === tinyName);
      if (!subgraph) throw new Error(`There is no wing ${tinyName}.`);
      const verifier = createViewerTokenVerifier(publicKeys, name, systemClock);
      const executor = createSubgraphExecutor(subgraph, verifier, () => {});
      return { name, ...(await serveSubgraph(executor, { port: 0, host: '127.0.0.1' })) };
    }),
  );
  const { mail = '', watch = '', clinic = '' } = tinySdl;
  const { supergraphSdl } = composeSupergraph({ postal: mail, defence: watch, health: clinic });
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl);

  gateway = spawn(process.execPath, ['--import', '@rotunda/platform/strip-types', 'gateway/src/main.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: {
      PATH: process.env['PATH'],
      ...Object.fromEntries(served.map((wing) => [`${wing.name.toUpperCase()}_URL`, wing.url])),
      VIEWER_KEY_FOLDER: folder,
      AUDIT_FOLDER: join(folder, 'audit'),
      SUPERGRAPH_FILE: join(folder, 'supergraph.graphql'),
      PORT: '0',
      PROBE_PORT: '0',
      DRAIN_MS: '5000',
      RATE_LIMITS: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!gateway.stdout) throw new Error('The gateway has no output.');
  for await (const line of createInterface(gateway.stdout)) {
    ({ url, probes } = JSON.parse(line));
    if (url) break;
  }
});

afterAll(async () => {
  if (gateway.exitCode === null) gateway.kill('SIGKILL');
  await Promise.all(served.map((wing) => wing.close()));
  await rm(folder, { recursive: true });
});

/** As a load balancer would know it. */
async function untilNotReady(): Promise<void> {
  while ((await fetch(`${probes}/health/ready`)).ok);
}

test('a gateway told to end answers all that it was sent until its clients knew, over connections that they keep', async () => {
  const exited = once(gateway, 'exit');
  const clients = startClients(16, url, [
    '{ region(fips: "11001") { fips parcelCount trackCount beds } }',
    '{ lastSent { id weightGrams } }',
  ]);
  await clients.answered(200);

  gateway.kill('SIGTERM');
  await untilNotReady();
  const knownAt = clients.outcomes.length;
  await clients.answered(32);
  await clients.stop();

  const answers = [
    { region: { fips: '11001', parcelCount: 3, trackCount: 5, beds: 7 } },
    { lastSent: { id: 'p2', weightGrams: 90 } },
  ].map((data) => expect.objectContaining({ status: 200, data }));
  const isWhole = (outcome: unknown) => answers.some((answer) => answer.asymmetricMatch(outcome));
  expect(clients.outcomes.filter((outcome) => !isWhole(outcome))).toEqual([]);
  const askedLater = clients.outcomes.slice(knownAt + 16);
  expect(askedLater.length).toBeGreaterThan(0);
  expect(askedLater.filter((outcome) => outcome.kind === 'answered' && !outcome.closes)).toEqual([]);
  expect(await exited).toEqual([0, null]);
});
