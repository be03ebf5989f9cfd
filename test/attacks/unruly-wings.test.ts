import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { linkOverHttp } from '@rotunda/gateway/execution/link-over-http';
import type { SubgraphLink } from '@rotunda/gateway/execution/subgraph-link';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

const line = (result: object) => `{"index":0,"result":${JSON.stringify(result)}}\n`;
const entities = (count: number) => ({ data: { _entities: Array(count).fill({ labelOf: 'wrong' }) } });

/** Answers of a wing that was asked for something of two parcels. */
const answers: readonly (readonly [string, RequestListener])[] = [
  ['one entity for two', (_request, response) => response.end(line(entities(1)))],
  ['three entities for two', (_request, response) => response.end(line(entities(3)))],
  ['no list of entities', (_request, response) => response.end(line({ data: { _entities: { 0: {} } } }))],
  ['an object for a text', (_request, response) => response.end(line({ data: { _entities: [17, 'x'] } }))],
  ['half its JSON', (_request, response) => response.end('{"index":0,"result":{"data":{"_enti')],
  ['a page', (_request, response) => response.end('<html><body>password=hunter2</body></html>\n')],
  [
    'with where else to go',
    (_request, response) => response.writeHead(307, { location: 'http://169.254.169.254/latest/' }).end(),
  ],
  [
    'packed a thousand to one',
    (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000, 32))),
  ],
  [
    'a hundred megabytes',
    (_request, response) => {
      response.write('{"index":0,"result":{"data":{"_entities":["');
      response.end('x'.repeat(100_000_000));
    },
  ],
];

describe.each(topologies.filter((topology) => topology !== 'over HTTP'))('a wing, %s,', (topology) => {
  let gateway: TinyGateway;
  let listener: RequestListener = () => {};
  const server = createServer((request, response) => {
    request.resume().on('end', () => listener(request, response));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    gateway = await startTinyGateway(topology, {
      admit: admitEverybody,
      limits: { wingFailures: 1_000 },
      links: [
        wingThatAnswers('mail', { parcels: [parcel('p1'), parcel('p2')] }),
        wingThatAnswers('watch', {}),
        linkOverHttp({ name: 'clinic', url: new URL(`http://127.0.0.1:${port}`) }),
      ],
    });
  });
  afterAll(async () => {
    await gateway.close();
    server.closeAllConnections();
    server.close();
  });

  test.each(answers)('that answers %s costs its own part of the answer, and says why', async (_what, one) => {
    listener = one;

    const { status, data, errors, text } = await gateway.ask('{ parcels { id weightGrams labelOf } }');

    expect(status).toBe(200);
    expect(data).toEqual({
      parcels: [
        { id: 'p1', weightGrams: 90, labelOf: null },
        { id: 'p2', weightGrams: 90, labelOf: null },
      ],
    });
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors)
      expect(extensions['code']).toMatch(/^(SUBGRAPH_UNAVAILABLE|INTERNAL)$/);
    expect(text).not.toMatch(/hunter2|169\.254|html|wrong/);
  });
});

const parcel = (id: string) => ({ __typename: 'Parcel', id, weightGrams: 90 });

function wingThatAnswers(name: string, data: Record<string, unknown>): SubgraphLink {
  const execute = async () => ({ data: structuredClone(data) });
  return { name, execute, subscribe: execute, close: async () => {} };
}
