import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import { linkOverHttp } from '@rotunda/gateway/execution/link-over-http';
import { systemClock } from '@rotunda/platform/clock';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { changedSupergraph } from '../fixtures/tiny-wings/other-supergraphs.ts';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { createTinyWings } from '../fixtures/tiny-wings/tiny-wings.ts';
import { type Clients, startClients } from './keep-asking.ts';

const regionQuery = '{ region(fips: "11001") { fips parcelCount trackCount beds } }';
const region = { fips: '11001', parcelCount: 3, trackCount: 5, beds: 7 };
const sentQuery = '{ lastSent { id weightGrams } }';
const sent = { id: 'p2', weightGrams: 90 };

let gateway: TinyGateway;
let clients: Clients;
afterEach(async () => {
  await clients.stop();
  await gateway.close();
});

test('while one supergraph after another begins to answer, every request is answered whole', async () => {
  gateway = await startTinyGateway('over HTTP', { admit: admitEverybody });
  const more = changedSupergraph('parcelCount: Int', 'parcelCount: Int colour: String');
  const evenMore = changedSupergraph('parcelCount: Int', 'parcelCount: Int colour: String smell: String');
  clients = startClients(16, gateway.url, [
    regionQuery,
    sentQuery,
    'mutation { post(input: { parcelId: "p1" }) { parcel { id } } }',
  ]);
  await clients.answered(100);

  for (const supergraphSdl of [more, evenMore, more, evenMore]) {
    const replacement = await gateway.replaceSupergraph(supergraphSdl, { allowBreaking: true });
    expect(replacement.kind).toBe('replaced');
    await clients.answered(100);
  }
  await clients.stop();

  const answers = [{ region }, { lastSent: sent }, { post: { parcel: { id: 'p1' } } }];
  const whole = answers.map((data) => expect.objectContaining({ status: 200, data }));
  const isWhole = (outcome: unknown) => whole.some((answer) => answer.asymmetricMatch(outcome));
  expect(clients.outcomes.filter((outcome) => !isWhole(outcome))).toEqual([]);
});

test('while a wing is killed and comes back, only its part is missing, and it is there again after one rest at most', async () => {
  const viewerKey = await createSigningKey();
  const wings = createTinyWings();
  const [mail, watch] = wings.subgraphs.slice(0, 2).map((subgraph) =>
    linkInProcess({
      subgraph,
      verifier: createViewerTokenVerifier(viewerKey.publicKeys, subgraph.name, systemClock),
      reportFault: () => {},
    }),
  );
  if (!mail || !watch) throw new Error('There are three tiny wings.');
  const first = await startClinic(viewerKey.publicKeys, 0);
  gateway = await startTinyGateway('in process', {
    admit: admitEverybody,
    viewerSigningKey: viewerKey,
    links: [mail, watch, linkOverHttp({ name: 'clinic', url: new URL(first.url) })],
  });
  clients = startClients(16, gateway.url, [regionQuery, '{ parcels { id } }']);
  await clients.until(hasBeds);

  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await clients.until(lacksBeds);
  await clients.answered(200);
  const again = await startClinic(viewerKey.publicKeys, Number(new URL(first.url).port));
  const restsBefore = rests().length;
  await clients.until(hasBeds);
  const restsAfter = rests().length;
  // Those that were asked before it was known to answer may still lack it.
  await clients.answered(16);
  const recoveredAt = clients.outcomes.length;
  await clients.answered(200);
  await clients.stop();
  again.child.kill('SIGKILL');

  const parcels = { parcels: [{ id: 'p1' }, { id: 'p2' }] };
  const data = clients.outcomes.map((outcome) => (outcome.kind === 'answered' ? outcome.data : outcome));
  const allowed = [{ region }, { region: { ...region, beds: null } }, parcels].map((answer) =>
    JSON.stringify(answer),
  );
  expect(data.filter((answer) => !allowed.includes(JSON.stringify(answer)))).toEqual([]);
  expect(restsAfter - restsBefore).toBeLessThanOrEqual(1);
  expect(data.slice(recoveredAt).filter(lacksBeds)).toEqual([]);
});

const hasBeds = (data: unknown) => JSON.stringify(data).includes('"beds":7');
const lacksBeds = (data: unknown) => JSON.stringify(data).includes('"beds":null');

function rests() {
  return gateway.log.filter(({ message }) => message.includes('left alone for a while'));
}

async function startClinic(
  publicKeys: object,
  port: number,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(new URL('../fixtures/tiny-wings/clinic-process.ts', import.meta.url), {
    execArgv: ['--import', '@rotunda/platform/strip-types'],
    env: { PATH: process.env['PATH'], VIEWER_KEYS: JSON.stringify(publicKeys), PORT: String(port) },
  });
  const [told]: { url: string }[] = await once(child, 'message');
  if (!told) throw new Error('The clinic did not begin.');
  return { child, url: told.url };
}
