import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { openPassingLog } from '../audit/open-test-log.ts';
import { neverBusy } from '../fixtures/never-busy.ts';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { secret, tinySdl, tinyWingNames } from '../fixtures/tiny-wings/tiny-wings.ts';

describe.each(topologies)('what a wing says when something goes wrong, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeAll(async () => {
    gateway = await startTinyGateway(topology);
  });
  afterAll(() => gateway.close());

  test('a fault reaches the client as a reference id and nothing else', async () => {
    const { data, errors, text } = await gateway.ask('{ broken parcels { id } }');

    expect(data).toMatchObject({ broken: null, parcels: [{ id: 'p1' }, { id: 'p2' }] });
    expect(errors).toEqual([
      {
        message: 'Something broke on our side. Quote the reference id when you report it.',
        path: ['broken'],
        extensions: { code: 'INTERNAL', referenceId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
    expect(text).not.toMatch(/hunter2|Jane|postgres|mail/);
  });

  test('a refusal reaches the client with its sentence, its remedy and no other detail', async () => {
    const { errors } = await gateway.ask('{ refused }');

    expect(errors).toEqual([
      {
        message: 'This parcel was posted already.',
        path: ['refused'],
        extensions: { code: 'CONFLICT', remedy: 'Track it.' },
      },
    ]);
  });

  test('a value that no wing could read is refused before any wing is asked', async () => {
    gateway.asked.length = 0;
    const query = 'query Q($since: DateTime) { parcelsOn(since: $since) }';

    const { status, errors } = await gateway.ask(query, { variables: { since: 'yesterday' } });

    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    expect(gateway.asked).toEqual([]);
  });
});

describe('a wing that answers out of turn', () => {
  async function askWith(answer: unknown) {
    const faults: object[] = [];
    const gateway = await createGateway({
      loadMeter: neverBusy,
      supergraphSdl: composeSupergraph(tinySdl).supergraphSdl,
      links: tinyWingNames.map((name) => ({
        name,
        execute: async () => answer as SubgraphResult,
        subscribe: async () => answer as SubgraphResult,
        close: async () => {},
      })),
      trustedIssuers: [],
      viewerSigningKey: await createSigningKey(),
      audit: await openPassingLog(),
      clock: systemClock,
      log: { info: () => {}, warn: (facts) => faults.push(facts), error: (facts) => faults.push(facts) },
    });
    const { url } = await gateway.listen({ port: 0 });
    const query = encodeURIComponent('{ lastSent { weightGrams } parcels { id weightGrams } }');
    const response = await fetch(`${url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    const text = await response.text();
    await gateway.close();
    return { status: response.status, text, faults };
  }

  const unruly: [string, unknown][] = [
    ['an error without a code', { data: null, errors: [{ message: secret }] }],
    [
      'a code of its own',
      { errors: [{ message: secret, extensions: { code: 'P2002', meta: { table: secret } } }] },
    ],
    [
      'our code for its own ends',
      { errors: [{ message: secret, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
    ],
    [
      'a stack trace',
      {
        errors: [{ message: 'x', extensions: { code: 'INTERNAL', stacktrace: [secret], referenceId: 'r' } }],
      },
    ],
    ['data of another shape', { data: { lastSent: secret, parcels: 17, _entities: [{}, {}, {}] } }],
    ['extensions nobody asked for', { data: {}, extensions: { debug: secret } }],
    ['nothing', {}],
  ];

  test.each(unruly)('with %s does not put its words into the answer', async (_name, answer) => {
    const { status, text } = await askWith(answer);

    expect(status).toBe(200);
    expect(JSON.parse(text)).toHaveProperty('errors');
    expect(text).not.toMatch(/hunter2|Jane|P2002|stacktrace|debug/);
  });
});

test('a fault before anything was asked of a wing reaches the client as a reference id as well', async () => {
  const gateway = await startTinyGateway('in process', {
    admit() {
      throw new Error(secret);
    },
  });

  const { status, errors, text } = await gateway.ask('{ parcels { id } }');
  await gateway.close();

  expect(status).toBe(500);
  expect(errors).toEqual([
    {
      message: 'Something broke on our side. Quote the reference id when you report it.',
      extensions: { code: 'INTERNAL', referenceId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  ]);
  expect(text).not.toMatch(/hunter2|Jane|postgres/);
});
