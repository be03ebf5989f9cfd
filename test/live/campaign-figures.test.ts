import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import type { TestDatabase } from '@rotunda/platform/test-database';
import { createDemonstrationDatabase } from '@rotunda/postal/create-demonstration-database';
import { createPostal } from '@rotunda/postal/create-postal';
import { follow } from './follow.ts';
import { openOneWing } from './open-one-wing.ts';

const throughput = `subscription { throughput(campaign: "home-tests-2026", every: "PT1S") { at key orders } }`;
const siteBacklog = `subscription { siteBacklog(campaign: "home-tests-2026") {
  site { code name } backlog { orders clearDate } } }`;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openOneWing>>;
let url: string;
let token: string;

beforeAll(async () => {
  database = await createDemonstrationDatabase();
  const subgraph = await createPostal({ databaseUrl: database.url, clock: systemClock });
  graph = await openOneWing(subgraph, { scopes: ['postal:campaign:metrics'] });
  ({ url, token } = graph);
});
afterAll(async () => {
  await graph.close();
  await database.drop();
});

async function placeOrder(unit: string): Promise<void> {
  const query = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { number } } }`;
  const input = {
    idempotencyKey: randomUUID(),
    campaign: 'home-tests-2026',
    recipientName: 'Ana Cruz',
    address: { line1: `100 Specimen St NE ${unit}`, zip: '20002' },
  };
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  expect(await answer.json()).toMatchObject({ data: { placeOrder: { order: {} } } });
}

test.each([
  ['server-sent events', 'Apt 101'],
  ['WebSocket', 'Apt 102'],
] as const)('an order shows in the throughput over %s', async (transport, unit) => {
  const following = follow(transport, url, throughput, { token });
  const first = await following.next();
  expect(first).toMatchObject({ data: { throughput: { key: 'ALL', orders: 0 } } });
  await placeOrder(unit);

  let orders = 0;
  while (orders === 0) {
    const event = await following.next();
    if (!event) throw new Error('The stream ended.');
    orders += (event.data?.['throughput'] as { orders: number }).orders;
  }

  expect(orders).toBe(1);
  following.leave();
});

test.each(['server-sent events', 'WebSocket'] as const)(
  'every centre tells what it has yet to pack over %s',
  async (transport) => {
    const following = follow(transport, url, siteBacklog, { token });
    const codes = new Set<string>();
    while (codes.size < 49) {
      const event = await following.next();
      if (!event) throw new Error('The stream ended.');
      expect(event.errors).toBeUndefined();
      codes.add((event.data?.['siteBacklog'] as { site: { code: string } }).site.code);
    }

    expect([...codes].every((code) => code.startsWith('FC'))).toBe(true);
    following.leave();
  },
);

test('without the scope neither is told', async () => {
  for (const document of [throughput, siteBacklog]) {
    const following = follow('WebSocket', url, document);

    expect(await following.next()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
    following.leave();
  }
});
