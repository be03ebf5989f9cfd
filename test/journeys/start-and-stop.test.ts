import { randomUUID } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personas } from '@rotunda/platform/personas';
import { parse, print } from 'graphql';
import { firstAnswer, firstQuery } from '../../cli/first-query.ts';
import {
  type RotundaHomeFolder,
  type RotundaProcess,
  createHomeFolder,
  runRotunda,
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

/** Asks as a householder unless another token is given. */
async function ask(query: string, variables: object = {}, token = householderToken()): Promise<unknown> {
  const response = await fetch(`${rotunda.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

function householderToken(): string {
  return String(/\(householder\):\n(\S+)/.exec(rotunda.greeting)?.[1]);
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
    expect(rotunda.greeting.match(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/gm)).toHaveLength(personas.length);
    expect(rotunda.greeting).toContain('First query');
  });

  test('answers the first query as the greeting says', async () => {
    const [, token, body] = /authorization: Bearer (\S+)' -d '(.*)'$/m.exec(rotunda.greeting) ?? [];
    const { query }: { query: string } = JSON.parse(String(body));

    const answer = await ask(query, {}, token);

    expect(answer).toEqual(JSON.parse(String(rotunda.greeting.split('Its answer:\n')[1])));
  });

  test('is introduced by README.md with the same query and the same answer', async () => {
    const readme = await readFile('README.md', 'utf8');
    const [, query, answer] = /```graphql\n(.*?)```\s*```json\n(.*?)```/s.exec(readme) ?? [];

    expect(print(parse(String(query)))).toBe(print(parse(firstQuery)));
    expect(JSON.parse(String(answer))).toEqual(firstAnswer);
  });

  test('a second start in the same folder says who is there, and ends', async () => {
    const { code, output } = await runRotunda(home.folder, ['start']);

    expect(code).toBe(1);
    expect(output).toMatch(
      /is in use by process \d+: stop that one, or set ROTUNDA_HOME to another folder\.\n$/,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('a start on the same port says so before it makes anything', async () => {
    const other = await createHomeFolder();

    const { code, output } = await runRotunda(other.folder, ['start'], Number(new URL(rotunda.url).port));

    expect(code).toBe(1);
    expect(output).toMatch(/^Port \d+ is in use: stop what listens there, or set PORT to another\.\n$/);
    await other.remove();
  });
});

/** Synthetic airspace over the Atlantic, one feature a line; the second has no area. */
const airspaceFile = [
  '{"type":"FeatureCollection","features":[',
  '{"type":"Feature","properties":{"name":"JOURNEY ONE"},"geometry":{"type":"Polygon","coordinates":[[[-60,38],[-59,38],[-59,39],[-60,38]]]}},',
  '{"type":"Feature","properties":{"name":"JOURNEY TWO"},"geometry":{"type":"Polygon","coordinates":[]}}',
  ']}',
].join('\n');

describe('a file', () => {
  test('with a bad line is refused whole, by its line, with 1; skipping loads the good, with 0', async () => {
    const file = join(home.folder, 'airspace.geojson');
    await writeFile(file, airspaceFile);

    const refused = await runRotunda(home.folder, ['import', 'airspace', file]);
    const skipped = await runRotunda(home.folder, ['import', 'airspace', file, '--on-error', 'skip']);

    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`${file}:3: `);
    expect(refused.output).toContain('0 loaded');
    expect(skipped.code).toBe(0);
    expect(skipped.output).toContain('Read 2: 1 loaded, 0 unchanged, 1 rejected, 0 blank.');
  });

  test('of recorded messages is played into the running picture', async () => {
    const file = join(home.folder, 'flight.txt');
    const at = (second: number) => `2026/07/01,12:00:0${second}.000`;
    const message = (second: number) =>
      `MSG,3,1,1,F00001,1,${at(second)},${at(second)},,3000,,,38.9${second},-60.0,,,0,0,0,0`;
    await writeFile(file, [0, 1, 2].map(message).join('\n'));

    const { code, output } = await runRotunda(home.folder, ['replay', 'sbs', file, '--speed', 'max']);

    expect(output).toMatch(/3 messages: 3 reports taken, 0 known before, 0 not understood\n$/);
    expect(code).toBe(0);
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

    const { code, output } = await runRotunda(home.folder, ['start']);

    expect(code).toBe(1);
    expect(output).toMatch(
      /does not start \(.*\): restore it from a backup or move it away to begin with an empty one/,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });
});
