import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import { openPool } from '@rotunda/platform/open-database';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { TestDatabase } from '@rotunda/platform/test-database';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { execute, parse, subscribe } from 'graphql';
import { createDemonstrationDatabase } from '../create-demonstration-database.ts';
import { createPostal } from '../create-postal.ts';

let database: TestDatabase;
let postal: Subgraph;

beforeAll(async () => {
  database = await createDemonstrationDatabase();
  postal = await createPostal({ databaseUrl: database.url, clock: systemClock });
});
afterAll(async () => {
  await postal.close();
  await database.drop();
});

const operation = (document: string, variableValues: Record<string, unknown>, signal?: AbortSignal) => ({
  schema: postal.schema,
  document: parse(document),
  variableValues,
  contextValue: postal.requestFor(anonymousViewer, {
    requestId: 'test',
    languages: undefined,
    deadlineAt: undefined,
    signal,
  }),
});

async function placeOrder(): Promise<string> {
  const { data } = await execute(
    operation('mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { number } } }', {
      input: {
        idempotencyKey: randomUUID(),
        campaign: 'home-tests-2026',
        recipientName: 'Ana Cruz',
        address: { line1: '100 Specimen St NE Apt 101', zip: '20002' },
      },
    }),
  );
  return (data as { placeOrder: { order: { number: string } } }).placeOrder.order.number;
}

async function follow(number: string, zip: string, signal?: AbortSignal) {
  const document = `subscription ($number: String!, $zip: String!) {
    orderUpdated(number: $number, zip: $zip) { number status statusText }
  }`;
  const events = await subscribe(operation(document, { number, zip }, signal));
  if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events.errors));
  return events;
}

test('an order tells those who know its number and ZIP how far it is, and when it gets further', async () => {
  const number = await placeOrder();
  const leaving = new AbortController();
  const events = await follow(number, '20002', leaving.signal);
  const { value: first } = await events.next();
  expect(first).toMatchObject({ data: { orderUpdated: { number } } });

  const pool = openPool(database.url, { maxConnections: 1 });
  await pool.query("UPDATE relief_order SET status = 'SHIPPED'");
  await pool.end();

  expect((await events.next()).value).toMatchObject({
    data: { orderUpdated: { number, status: 'SHIPPED' } },
  });
  leaving.abort();
  expect((await events.next()).done).toBe(true);
});

test('a wrong ZIP looks like a number that was never given', async () => {
  for (const [number, zip] of [
    ['R7K4-2M9P-3', '20002'],
    ['nonsense', '90210'],
  ] as const) {
    const events = await follow(number, zip);

    expect((await events.next()).value).toEqual({ data: { orderUpdated: null } });
    expect((await events.next()).done).toBe(true);
  }
});
