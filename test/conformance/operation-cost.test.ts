import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process', { limits: { cost: 30 } });
});
afterAll(() => gateway.close());

test('an operation over the limit is refused with its cost and the limit, and no wing is asked', async () => {
  const before = gateway.asked.length;

  const { status, errors } = await gateway.ask(
    '{ parcels { id } again: parcels { id } more: parcels { id } last: parcels { id } }',
  );

  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { extensions: { code: 'REQUEST_LIMIT', rule: 'cost', cost: 40, limit: 30 } },
  ]);
  expect(gateway.asked).toHaveLength(before);
});

test('the cost comes with the answer where the client asks for it', async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ parcels { id } }', extensions: { cost: true } }),
  });

  expect(await response.json()).toEqual({
    data: { parcels: [{ id: 'p1' }, { id: 'p2' }] },
    extensions: { cost: { estimated: 10, actual: 2, limit: 30 } },
  });
  expect((await gateway.ask('{ parcels { id } }')).text).not.toContain('extensions');
});
