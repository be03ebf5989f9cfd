import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process', {
    admit: admitEverybody,
    connectionLimits: { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 },
  });
});
afterAll(() => gateway.close());

const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

/** Sends the beginning at once and then a byte now and then, until the other side closes; gives what it answered. */
const drip = (beginning: string, drop: string) =>
  new Promise<string>((resolve) => {
    const { hostname, port } = new URL(gateway.url);
    let answer = '';
    let dripping: NodeJS.Timeout | undefined;
    const socket = connect(Number(port), hostname, () => {
      socket.write(beginning);
      dripping = setInterval(() => socket.write(drop), 20);
    });
    socket.on('data', (chunk) => (answer += chunk.toString()));
    // A byte that was on its way when the other side closed.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(answer);
    });
  });

test.each<[string, string, string]>([
  ['nothing', '', ''],
  ['a header byte by byte', `${head}x-slow: `, 'a'],
  ['headers without end', head, 'a: b\r\n'],
  ['a body byte by byte', `${head}content-length: 10000\r\n\r\n{"query":"`, ' '],
  ['chunks without end', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
])(
  'a client that sends %s is told so and cut off, and no wing hears of it',
  async (_name, beginning, drop) => {
    const before = gateway.asked.length;

    const answer = await drip(beginning, drop);

    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(gateway.asked).toHaveLength(before);
  },
);

test('two hundred such clients keep nobody else waiting, and are no fault of ours', async () => {
  const slow = Array.from({ length: 200 }, () => drip(`${head}content-length: 10000\r\n\r\n{"query":"`, ' '));

  const { data } = await gateway.ask('{ parcels { id } }');

  expect(data).toMatchObject({ parcels: [{ id: 'p1' }, { id: 'p2' }] });
  expect(await Promise.all(slow)).toHaveLength(200);
  expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
});
