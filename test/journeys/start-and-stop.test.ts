import { randomUUID } from 'node:crypto';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type RotundaHomeFolder,
  type RotundaProcess,
  createHomeFolder,
  runRotundaStart,
  startRotundaProcess,
} from './rotunda-process.ts';

let home: RotundaHomeFolder;
let rotunda: RotundaProcess;

beforeAll(async () => {
  home = await createHomeFolder();
  rotunda = await startRotundaProcess(home.folder);
}, 120_000);

afterAll(async () => {
  await rotunda.end('SIGTERM');
  await home.remove();
});

async function ask(query: string, variables: object = {}, token?: string): Promise<unknown> {
  const response = await fetch(`${rotunda.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

/** Places an order for a household of its own and gives its number, which is told only once it is stored for good. */
async function placeOrder(houseNumber: number): Promise<string> {
  const answer = await ask(
    `mutation ($input: PlaceOrderInput!) {
      placeOrder(input: $input) { receipt { number } userErrors { code message } }
    }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        campaign: 'home-tests-2026',
        address: { line1: `${houseNumber} Example Ave NW`, city: 'Washington', state: 'DC', zip: '20001' },
        recipientName: 'Resident (journey)',
        unitStatement: 'SINGLE_FAMILY',
      },
    },
  );
  expect(answer).toMatchObject({ data: { placeOrder: { receipt: { number: expect.any(String) } } } });
  return String(Reflect.get(Object(answer), 'data').placeOrder.receipt.number);
}

async function isTracked(number: string): Promise<unknown> {
  return ask('query ($number: String!) { trackOrder(number: $number, zip: "20001") { number } }', { number });
}

describe('a start in an empty folder', () => {
  test('greets with a token for each persona and a first query', () => {
    expect(rotunda.greeting.match(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/gm)).toHaveLength(4);
    expect(rotunda.greeting).toContain('First query');
  });

  test('answers the first query as the greeting says', async () => {
    const [, token, body] = /authorization: Bearer (\S+)' -d '(.*)'$/m.exec(rotunda.greeting) ?? [];
    const { query }: { query: string } = JSON.parse(String(body));

    const answer = await ask(query, {}, token);

    expect(answer).toEqual(JSON.parse(String(rotunda.greeting.split('Its answer:\n')[1])));
  });

  test('a second start in the same folder says who is there, and ends', async () => {
    const { code, output } = await runRotundaStart(home.folder);

    expect(code).toBe(1);
    expect(output).toMatch(
      /is in use by process \d+: stop that one, or set ROTUNDA_HOME to another folder\.\n$/,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('a start on the same port says so before it makes anything', async () => {
    const other = await createHomeFolder();

    const { code, output } = await runRotundaStart(other.folder, Number(new URL(rotunda.url).port));

    expect(code).toBe(1);
    expect(output).toMatch(/^Port \d+ is in use: stop what listens there, or set PORT to another\.\n$/);
    await other.remove();
  });
});

describe('an order', () => {
  test('is kept when Rotunda is stopped with Ctrl-C, which ends it with 0', async () => {
    const number = await placeOrder(101);

    const { code, output } = await rotunda.end('SIGINT');
    rotunda = await startRotundaProcess(home.folder);

    expect({ code, complaints: /error|fatal|^\s+at /im.exec(output.split('Stopping')[1] ?? '') }).toEqual({
      code: 0,
      complaints: null,
    });
    expect(await isTracked(number)).toEqual({ data: { trackOrder: { number } } });
  });

  test('is kept, once acknowledged, when everything is killed', async () => {
    const numbers = await Promise.all([201, 203, 205].map(placeOrder));

    await rotunda.end('SIGKILL');
    rotunda = await startRotundaProcess(home.folder);

    for (const number of numbers) {
      expect(await isTracked(number)).toEqual({ data: { trackOrder: { number } } });
    }
  });
});

describe('a damaged database', () => {
  test('is told in one sentence that says what to do', async () => {
    await rotunda.end('SIGINT');
    await truncate(join(home.folder, '.rotunda/postgresql/data/global/pg_control'), 100);

    const { code, output } = await runRotundaStart(home.folder);

    expect(code).toBe(1);
    expect(output).toMatch(
      /does not start \(.*\): restore it from a backup or move it away to begin with an empty one/,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });
});
