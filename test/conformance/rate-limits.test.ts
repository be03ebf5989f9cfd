import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAdmission } from '@rotunda/gateway/admission/admit-request';
import { createTokenBuckets } from '@rotunda/gateway/admission/token-buckets';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let delayMs = 0;
let gateway: TinyGateway;
beforeAll(async () => {
  const admit = createAdmission({
    budgetOf: ({ agency }) =>
      agency ? { requestsPerMinute: 2, costPerMinute: 1_000 } : { requestsPerMinute: 100, costPerMinute: 25 },
    buckets: createTokenBuckets(() => 0),
    concurrent: 100,
    delayMs: () => delayMs,
  });
  gateway = await startTinyGateway('in process', { admit });
});
afterAll(() => gateway.close());

test('a caller over its requests is answered 429 with its quota, the wait and the next step', async () => {
  const token = await gateway.tokenWith([]);
  const first = await gateway.ask('{ __typename }', { token });
  await gateway.ask('{ __typename }', { token });

  const { status, headers, errors } = await gateway.ask('{ __typename }', { token });

  expect(first.headers.get('ratelimit')).toBe('"requests";r=1;t=30, "cost";r=1000;t=0');
  expect(status).toBe(429);
  expect(headers.get('ratelimit-policy')).toBe('"requests";q=2;w=60, "cost";q=1000;w=60');
  expect(headers.get('retry-after')).toBe('30');
  expect(errors).toMatchObject([
    { message: expect.stringContaining('ask again in 30 seconds'), extensions: { code: 'TOO_MANY' } },
  ]);
});

test('an operation beyond the cost that is left is answered 429 and asks no wing; unused cost comes back', async () => {
  const ask = () => gateway.ask('{ parcels { id } more: parcels { id } }');
  const [first, second] = [await ask(), await ask()];
  const before = gateway.asked.length;

  const third = await ask();

  expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
  expect(second.headers.get('ratelimit')).toContain('"cost";r=17');
  expect(third.errors).toMatchObject([{ extensions: { code: 'TOO_MANY', cost: 20 } }]);
  expect(third.headers.get('retry-after')).toBe('8');
  expect(gateway.asked).toHaveLength(before);
});

test('an overloaded gateway answers 503 and when to come back, before it reads the request', async () => {
  delayMs = 10_000;

  const { status, headers, errors } = await gateway.ask('{');
  delayMs = 0;

  expect(status).toBe(503);
  expect(headers.get('retry-after')).toBe('2');
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
});
