import { once } from 'node:events';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type ServedSubgraph, serveSubgraph } from './serve-subgraph.ts';

let served: ServedSubgraph;
let asked: string[] = [];

beforeAll(async () => {
  served = await serveSubgraph(
    {
      execute: async ({ document }) => {
        asked.push(document);
        return { data: {} };
      },
      subscribe: async () => ({ data: {} }),
    },
    { port: 0, host: '127.0.0.1' },
  );
});
beforeEach(() => void (asked = []));
afterAll(() => served.close());

async function upgraded(path: string, protocol: string): Promise<Duplex | number | undefined> {
  const headers = { connection: 'Upgrade', upgrade: protocol };
  const asking = request(`${served.url}${path}`, { headers }).end();
  return new Promise((resolve, reject) => {
    asking
      .on('upgrade', (_response, connection) => resolve(connection))
      .on('response', ({ statusCode }) => resolve(statusCode))
      .on('error', reject);
  });
}

async function anExchange(): Promise<Duplex> {
  const connection = await upgraded('/exchange', 'rotunda-lines');
  if (typeof connection !== 'object') throw new Error('The connection was not upgraded.');
  return connection;
}

const members = '"requestId":"r"';

test.each([
  ['no JSON', '{"batch":'],
  ['no object', '7'],
  ['a batch without a number', `{"requests":[{"document":"{ a }","viewerToken":"t",${members}}]}`],
  ['a batch without requests', '{"batch":1}'],
  [
    'a text of which only the number was said',
    `{"batch":1,"requests":[{"document":3,"viewerToken":"t",${members}}]}`,
  ],
  ['a request without a viewer', `{"batch":1,"requests":[{"document":"{ a }",${members}}]}`],
])('a line with %s ends the connection, and nothing of it is run', async (_name, line) => {
  const connection = await anExchange();

  connection.resume().write(`${line}\n`);

  await once(connection, 'close');
  expect(asked).toEqual([]);
});

test('what was asked before the asker fell silent is answered to its end', async () => {
  const connection = await anExchange();

  connection.end(
    `{"batch":4,"requests":[{"document":[0,"{ a }"],"viewerToken":[1,"t"],${members}},{"document":0,"viewerToken":1,${members}}]}\n`,
  );

  let said = '';
  for await (const chunk of connection) said += String(chunk);
  expect(said).toBe(
    '{"batch":4,"index":0,"result":{"data":{}}}\n{"batch":4,"index":1,"result":{"data":{}}}\n',
  );
  expect(asked).toEqual(['{ a }', '{ a }']);
});

test.each([
  ['/exchange', 'websocket'],
  ['/batch', 'rotunda-lines'],
])('%s is not upgraded to %s', async (path, protocol) => {
  expect(await upgraded(path, protocol)).toBe(404);
});
