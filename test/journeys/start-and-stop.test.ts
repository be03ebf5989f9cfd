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

interface Household {
  readonly line1: string;
  readonly zip: string;
}

/** Of those in the demonstration's register (npm rrad 1.1.0, public domain) that have not ordered. */
const [patient, ...hurried]: readonly [Household, ...Household[]] = [
  { line1: '1745 T Street Southeast', zip: '20020' },
  { line1: '81 Seaton Place Northwest', zip: '20001' },
  { line1: '802 Madison Street Northwest', zip: '20011' },
  { line1: '2811 Battery Place Northwest', zip: '20016' },
];

/** Places a household's order and gives its number, which is told only once the order is stored for good. */
async function placeOrder({ line1, zip }: Household): Promise<string> {
  const input = {
    idempotencyKey: randomUUID(),
    campaign: 'home-tests-2026',
    address: { line1, city: 'Washington', state: 'DC', zip },
    recipientName: 'Resident (journey)',
    unitStatement: 'SINGLE_FAMILY',
  };
  const answer = await ask(
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { receipt { number } userErrors { code } } }',
    { input },
  );
  expect(answer).toEqual({
    data: { placeOrder: { receipt: { number: expect.any(String) }, userErrors: [] } },
  });
  const [, number] = /"number":"([^"]+)"/.exec(JSON.stringify(answer)) ?? [];
  return String(number);
}

function track(number: string, { zip }: Household): Promise<unknown> {
  return ask(
    'query ($number: String!, $zip: String!) { trackOrder(number: $number, zip: $zip) { number } }',
    { number, zip },
  );
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
    const number = await placeOrder(patient);

    const { code, output } = await rotunda.end('SIGINT');
    rotunda = await startRotundaProcess(home.folder);

    expect(code).toBe(0);
    expect(output).toMatch(/\nStopping \.\.\.\n$/);
    expect(await track(number, patient)).toEqual({ data: { trackOrder: { number } } });
  });

  test('is kept, once acknowledged, when everything is killed', async () => {
    const numbers = await Promise.all(hurried.map(placeOrder));

    await rotunda.end('SIGKILL');
    rotunda = await startRotundaProcess(home.folder);

    const found = await Promise.all(
      hurried.map((household, index) => track(String(numbers[index]), household)),
    );
    expect(found).toEqual(numbers.map((number) => ({ data: { trackOrder: { number } } })));
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
