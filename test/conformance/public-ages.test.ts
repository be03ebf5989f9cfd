import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import { appendDocuments } from '@rotunda/gateway/stored-documents/append-documents';
import { createStoredDocuments } from '@rotunda/gateway/stored-documents/stored-documents';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { createLogger } from '@rotunda/platform/logger';
import { personas } from '@rotunda/platform/personas';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { createDemonstrationDatabase } from '@rotunda/postal/create-demonstration-database';
import { createPostal } from '@rotunda/postal/create-postal';
import { buildSchema } from 'graphql';
import { Agent, cacheStores, interceptors } from 'undici';
import { openPassingLog } from '../audit/open-test-log.ts';
import { neverBusy } from '../fixtures/never-busy.ts';

const texts = {
  orderPage: `query OrderPage($slug: String!) {
    campaign(slug: $slug) { id slug name sponsor { id name } rounds { ordinal opensAt product { name } } intakeMode }
  }`,
  campaign: 'query($slug: String!) { campaign(slug: $slug) { id name } }',
  region: 'query($fips: ID!) { region(fips: $fips) { fips name kind } }',
  check: 'query($address: AddressInput!) { checkAddress(address: $address) { verdict } }',
  checkWithToken: 'query($address: AddressInput!) { checkAddress(address: $address) { verdict token } }',
  order: 'query($number: String!, $zip: String!) { trackOrder(number: $number, zip: $zip) { id status } }',
};
const campaign = { slug: 'home-tests-2026' };
const address = { line1: '1745 T ST NW', zip: '20009' };

const closing = createClosingStack();
let url: string;
let token: string;
let asked = 0;
beforeAll(async () => {
  const database = await createDemonstrationDatabase();
  closing.add('the database', database.drop);
  const wing = { databaseUrl: database.url, clock: systemClock, reportFault: () => {} };
  const subgraph = await createPostal(wing);
  closing.add('the wing', subgraph.close);
  const [viewerKey, issuerKey] = await Promise.all([createSigningKey(), createSigningKey()]);
  const issuer = createDevelopmentIssuer({ signingKey: issuerKey, clock: systemClock, warn: () => {} });
  const verifier = createViewerTokenVerifier(viewerKey.publicKeys, subgraph.name, systemClock);
  const link = linkInProcess({ subgraph, verifier, reportFault: () => {} });
  const contract = await readFile(new URL('../../subgraphs/postal/schema.graphql', import.meta.url), 'utf8');
  const { supergraphSdl, apiSdl } = composeSupergraph({ postal: contract });
  const documents = Object.entries(texts).map(([name, text]) => ({ name, text }));
  const lines = appendDocuments([], documents, { schema: buildSchema(apiSdl), today: '2026-11-23' });
  const gateway = await createGateway({
    loadMeter: neverBusy,
    supergraphSdl,
    links: [{ ...link, execute: (request, signal) => ((asked += 1), link.execute(request, signal)) }],
    trustedIssuers: [issuer],
    viewerSigningKey: viewerKey,
    audit: await openPassingLog(),
    clock: systemClock,
    log: createLogger({ name: 'test', level: 'silent' }),
    storedDocuments: createStoredDocuments(lines),
  });
  closing.add('the gateway', gateway.close);
  ({ url } = await gateway.listen({ port: 0 }));
  const [persona] = personas;
  if (persona) token = await issuer.mint(persona);
});
afterAll(() => closing.close());

/** A cache that everyone shares, which purges by surrogate key as content networks do. */
function openSharedCache() {
  const store = new cacheStores.MemoryCacheStore();
  const agent = new Agent().compose(interceptors.cache({ store, type: 'shared' }));
  closing.add('the cache', () => agent.close());
  const pathsByKey = new Map<string, Set<string>>();
  return {
    async get(name: keyof typeof texts, variables: object, headers: Record<string, string> = {}) {
      const documentId = `sha256:${createHash('sha256').update(texts[name].trim()).digest('hex')}`;
      const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
      const path = `/graphql?${search.toString()}`;
      const before = asked;
      const answer = await agent.request({ origin: url, path, method: 'GET', headers });
      const body: unknown = await answer.body.json();
      for (const key of String(answer.headers['surrogate-key'] ?? '').split(' '))
        pathsByKey.set(key, (pathsByKey.get(key) ?? new Set()).add(path));
      return { status: answer.statusCode, headers: answer.headers, body, reachedWing: asked > before };
    },
    purge(key: string) {
      for (const path of pathsByKey.get(key) ?? []) void store.delete({ origin: url, path, method: 'GET' });
    },
  };
}

test('what the order page shows is kept by a shared cache until the campaign is purged', async () => {
  const cache = openSharedCache();
  const first = await cache.get('campaign', campaign);
  const second = await cache.get('campaign', campaign);

  cache.purge('Campaign:another');
  const untouched = await cache.get('campaign', campaign);
  const key = String(first.headers['surrogate-key'])
    .split(' ')
    .find((one) => one.startsWith('Campaign:'));
  cache.purge(key ?? '');
  const purged = await cache.get('campaign', campaign);

  expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=60' } });
  expect(second.body).toEqual(first.body);
  expect([first, second, untouched, purged].map(({ reachedWing }) => reachedWing)).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('the age of an answer is that of its youngest part', async () => {
  const cache = openSharedCache();
  const ages = await Promise.all([
    cache.get('orderPage', campaign),
    cache.get('region', { fips: '11001' }),
    cache.get('check', { address }),
    cache.get('checkWithToken', { address }),
  ]);

  expect(ages.map(({ headers }) => headers['cache-control'])).toEqual([
    'public, max-age=5',
    'public, max-age=86400',
    'public, max-age=3600',
    'public, max-age=600',
  ]);
});

test('the same question with a token reaches the wing each time and leaves nothing behind', async () => {
  const cache = openSharedCache();
  const bearer = { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' };
  const answers = [
    await cache.get('region', { fips: '24031' }, bearer),
    await cache.get('region', { fips: '24031' }, bearer),
    await cache.get('region', { fips: '24031' }),
  ];

  expect(answers.map(({ reachedWing }) => reachedWing)).toEqual([true, true, true]);
  expect(answers.map(({ headers }) => headers['cache-control'])).toEqual([
    'no-store',
    'no-store',
    'public, max-age=86400',
  ]);
});

test('an answer in one language is not given to those who ask in another', async () => {
  const cache = openSharedCache();
  const english = await cache.get('campaign', campaign, { 'accept-language': 'en' });
  const spanish = await cache.get('campaign', campaign, { 'accept-language': 'es' });

  expect(spanish.reachedWing).toBe(true);
  expect(spanish.body).not.toEqual(english.body);
});

test('an order is kept by no cache', async () => {
  const cache = openSharedCache();
  const answers = [
    await cache.get('order', { number: 'R7K4-2M9P-3', zip: '20009' }),
    await cache.get('order', { number: 'R7K4-2M9P-3', zip: '20009' }),
  ];

  for (const { status, headers, reachedWing } of answers) {
    expect({ status, reachedWing }).toEqual({ status: 200, reachedWing: true });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['surrogate-key']).toBeUndefined();
  }
});
