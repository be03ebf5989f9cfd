import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAdmission } from '@rotunda/gateway/admission/admit-request';
import { createTokenBuckets } from '@rotunda/gateway/admission/token-buckets';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const perMinute = 3;
const open = (trustedProxies: readonly string[]) =>
  startTinyGateway('in process', {
    trustedProxies,
    admit: createAdmission({
      budgetOf: () => ({ requestsPerMinute: perMinute, costPerMinute: 1_000 }),
      buckets: createTokenBuckets(() => 0),
      concurrent: 100,
      delayMs: () => 0,
    }),
  });

let exposed: TinyGateway;
let behindProxy: TinyGateway;
beforeAll(async () => {
  [exposed, behindProxy] = await Promise.all([open([]), open(['127.0.0.0/8'])]);
});
afterAll(() => Promise.all([exposed.close(), behindProxy.close()]));

/** The statuses of as many requests as there are addresses that a client claims, one after the other. */
async function statusesOf(gateway: TinyGateway, claims: readonly Record<string, string>[]) {
  const statuses: number[] = [];
  for (const headers of claims) statuses.push((await gateway.ask('{ __typename }', { headers })).status);
  return statuses;
}

const allowedThenRefused = [...Array<number>(perMinute).fill(200), 429, 429];
const numbered = [1, 2, 3, 4, 5];

test('a client without a proxy gains no budget by claiming other addresses', async () => {
  const claims = numbered.map((last) => ({
    'x-forwarded-for': `198.51.100.${last}`,
    forwarded: `for=198.51.100.${last}`,
  }));

  expect(await statusesOf(exposed, claims)).toEqual(allowedThenRefused);
});

test('a client behind a proxy gains no budget by what it sends ahead of it', async () => {
  const claims = numbered.map((last) => ({ 'x-forwarded-for': `198.51.100.${last}, 203.0.113.9` }));

  expect(await statusesOf(behindProxy, claims)).toEqual(allowedThenRefused);
});

test('a client behind a proxy gains no budget by moving through the addresses of its IPv6 line', async () => {
  const claims = numbered.map((last) => ({ 'x-forwarded-for': `2001:db8:1:2::${last}` }));

  expect(await statusesOf(behindProxy, claims)).toEqual(allowedThenRefused);
});

test('clients behind one proxy have a budget each', async () => {
  const claims = numbered.map((last) => ({ 'x-forwarded-for': `192.0.2.${last}` }));

  expect(await statusesOf(behindProxy, claims)).toEqual([200, 200, 200, 200, 200]);
});

test('a stream over a proxy is counted by its client too', async () => {
  const claims = numbered.map(() => ({ 'x-forwarded-for': '203.0.113.77', accept: 'text/event-stream' }));
  const statuses: number[] = [];
  for (const headers of claims) {
    const response = await fetch(`${behindProxy.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    statuses.push(response.status);
    await response.text();
  }

  expect(statuses).toEqual(allowedThenRefused);
});
