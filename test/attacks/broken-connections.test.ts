import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
});
afterAll(() => gateway.close());

const body = '{"query":"{ parcels { id } }"}';
const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

/** Sends bytes as they are and gives all that comes back until the other side closes. */
const send = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

test.each<[string, string, RegExp]>([
  ['two lengths', `${head}content-length: 5\r\ncontent-length: 6\r\n\r\n${body}`, /^HTTP\/1\.1 400/],
  [
    'a length and chunks',
    `${head}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    /^HTTP\/1\.1 400/,
  ],
  ['an unknown transfer encoding', `${head}transfer-encoding: identity\r\n\r\n${body}`, /^HTTP\/1\.1 4\d\d/],
  ['a chunk of no size', `${head}transfer-encoding: chunked\r\n\r\nZZ\r\n`, /^HTTP\/1\.1 400/],
  [
    'a header over two lines',
    `${head}x-a: b\r\n c: d\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
    /^HTTP\/1\.1 4\d\d/,
  ],
  ['a header of 100 kB', `${head}x-a: ${'a'.repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
  ['ten thousand headers', `${head}${'a: b\r\n'.repeat(10_000)}\r\n`, /^HTTP\/1\.1 431/],
  [
    'an address of another host',
    'GET http:// HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    /^HTTP\/1\.1 4\d\d/,
  ],
  ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
])('a request with %s is refused once and the connection ends', async (_name, text, expected) => {
  const answer = await send(text);

  expect(answer).toMatch(expected);
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
});

test('requests sent one behind the other are answered in their order, each by itself', async () => {
  const request = (id: string, rest = '') => {
    const text = JSON.stringify({ query: `{ ${id}: parcelsOn }` });
    return `${head}${rest}content-length: ${text.length}\r\n\r\n${text}`;
  };

  const answer = await send(`${request('a')}${request('b')}${request('c', 'connection: close\r\n')}`);

  expect(answer.match(/\{"data".*\}/g)).toEqual(['{"data":{"a":2}}', '{"data":{"b":2}}', '{"data":{"c":2}}']);
});
