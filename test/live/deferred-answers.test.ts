import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestLog } from '../audit/open-test-log.ts';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { type ReadPart, acceptParts, askInParts, mergeParts } from './ask-in-parts.ts';

const region = `query ($later: Boolean = true) {
  region(fips: "11001") {
    fips
    parcelCount
    ... @defer(if: $later, label: "clinic") { beds }
    ... @defer(if: $later, label: "watch") { trackCount }
  }
}`;

describe.each(topologies.slice(0, 2))('an answer in parts, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology);
  });
  afterEach(() => gateway.close());

  async function readAll(query: string, asking: Parameters<typeof askInParts>[2] = {}) {
    const { contentType, parts } = await askInParts(gateway.url, query, asking);
    const read: ReadPart[] = [];
    for await (const part of parts) read.push(part);
    return { contentType, parts: read };
  }

  test('has what is not deferred first, then each fragment under its label and path', async () => {
    const { contentType, parts } = await readAll(region);

    const [first, ...rest] = parts;
    expect(contentType).toBe('multipart/mixed;boundary="-";deferSpec=20220824');
    expect(first).toEqual({ data: { region: { fips: '11001', parcelCount: 3 } }, hasNext: true });
    const payloads = rest.flatMap(({ incremental = [] }) => incremental);
    expect(payloads).toHaveLength(2);
    expect(payloads).toEqual(
      expect.arrayContaining([
        { label: 'clinic', path: ['region'], data: { beds: 7 } },
        { label: 'watch', path: ['region'], data: { trackCount: 5 } },
      ]),
    );
    expect(parts.at(-1)?.hasNext).toBe(false);
  });

  test('merged is the answer that a client gets which takes no parts', async () => {
    const whole = await gateway.ask(region);
    const { parts } = await readAll(region);

    expect(whole.headers.get('content-type')).toContain('application/json');
    expect(mergeParts(parts)).toEqual(whole.data);
  });

  test.each([
    ['names the format', acceptParts],
    ['takes any multipart answer', 'application/graphql-response+json, application/json, multipart/mixed'],
  ])('is given to a client that %s', async (_how, accept) => {
    const { parts } = await readAll(region, { accept });

    expect(parts.length).toBeGreaterThan(1);
  });

  test.each([
    ['nothing is to be deferred', { variables: { later: false } }],
    [
      'the client takes parts of streams only',
      { accept: 'multipart/mixed;subscriptionSpec=1.0.1, application/json' },
    ],
    ['the client takes another format', { accept: 'multipart/mixed;deferSpec=20300101, application/json' }],
  ])('is a whole one where %s', async (_why, asking) => {
    const { contentType, parts } = await readAll(region, asking);

    expect(contentType).toContain('application/json');
    expect(parts).toEqual([{ data: { region: { fips: '11001', parcelCount: 3, beds: 7, trackCount: 5 } } }]);
  });

  test('is given to a client that names itself in the extensions, as Apollo Client does', async () => {
    const extensions = { clientLibrary: { name: '@apollo/client', version: '4.0.0' } };

    expect((await readAll(region, { extensions })).parts.length).toBeGreaterThan(1);
  });

  test.each(['why', 'cost', 'preview'])('is whole for a client that asks for `%s`', async (member) => {
    const { contentType } = await readAll(region, { extensions: { [member]: true } });

    expect(contentType).toContain('application/json');
  });

  test('gives a fragment in a fragment after the one around it', async () => {
    const { parts } = await readAll(
      '{ parcels { id ... @defer(label: "outer") { weightGrams ... @defer(label: "inner") { labelOf } } } }',
    );

    const labels = parts.flatMap(({ incremental = [] }) => incremental.map(({ label }) => label));
    expect(labels).toEqual(['outer', 'outer', 'inner', 'inner']);
  });

  test('says in the part of a wing that is down what is missing, and gives the others', async () => {
    await gateway.takeDown('clinic');

    const { parts } = await readAll(region);

    const payloads = parts.flatMap(({ incremental = [] }) => incremental);
    expect(parts[0]).toMatchObject({ data: { region: { parcelCount: 3 } } });
    expect(payloads.find(({ label }) => label === 'watch')).toMatchObject({ data: { trackCount: 5 } });
    expect(payloads.find(({ label }) => label === 'clinic')).toMatchObject({
      data: { beds: null },
      errors: [{ path: ['region', 'beds'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', wing: 'clinic' } }],
    });
  });

  test('says in the first part what is missing from that part alone', async () => {
    const { parts } = await readAll('{ broken parcels { id } ... @defer { lastSent { id } } }');

    const [first, ...rest] = parts;
    expect(first).toMatchObject({
      data: { broken: null, parcels: [{ id: 'p1' }, { id: 'p2' }] },
      errors: [{ path: ['broken'], extensions: { code: 'INTERNAL' } }],
      hasNext: true,
    });
    expect(rest).toEqual([{ incremental: [{ path: [], data: { lastSent: { id: 'p2' } } }], hasNext: false }]);
  });

  test('holds no field that the token does not cover, says so in its part, and no wing is asked for it', async () => {
    const query = '{ region(fips: "11001") { fips ... @defer { trackCount openAlerts } } }';

    const { parts } = await readAll(query);

    expect(parts[0]).toEqual({ data: { region: { fips: '11001' } }, hasNext: true });
    expect(parts[1]?.incremental).toMatchObject([
      {
        data: { trackCount: 5, openAlerts: null },
        errors: [{ path: ['region', 'openAlerts'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
      },
    ]);
    expect(gateway.asked.some(({ document }) => document.includes('openAlerts'))).toBe(false);
  });

  test('has null for a fragment in which a denied field may not be null', async () => {
    const { parts } = await readAll('{ parcels { id ... @defer { sender } } }');

    expect(parts[0]).toEqual({ data: { parcels: [{ id: 'p1' }, { id: 'p2' }] }, hasNext: true });
    expect(parts[1]?.incremental?.map(({ path, data }) => ({ path, data }))).toEqual([
      { path: ['parcels', 0], data: null },
      { path: ['parcels', 1], data: null },
    ]);
  });

  test('of a mutation runs it before the first part and once', async () => {
    const { parts } = await readAll(
      'mutation { ... @defer { post(input: { parcelId: "p9" }) { parcel { id ... @defer { labelOf } } } } }',
    );

    expect(parts[0]).toEqual({ data: { post: { parcel: { id: 'p9' } } }, hasNext: true });
    expect(gateway.asked.filter(({ document }) => document.startsWith('mutation'))).toHaveLength(1);
    expect(mergeParts(parts)).toEqual({ post: { parcel: { id: 'p9', labelOf: 'clinic' } } });
  });

  test('lets go of the wings when the client goes away between two parts', async () => {
    const { parts, leave } = await askInParts(gateway.url, '{ parcels { id } ... @defer { held } }');
    expect(await parts.next()).toMatchObject({ value: { hasNext: true } });
    await gateway.hold.reached;
    const signal = gateway.hold.signalSeen();

    const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    leave();
    await parts.return();

    await aborted;
  });

  test.each([
    [
      '{ parcels { id ... @defer(label: "a") { labelOf } ... @defer(label: "a") { weightGrams } } }',
      'one @defer',
    ],
    ['query ($name: String) { parcels { id ... @defer(label: $name) { labelOf } } }', 'written out'],
  ])('is refused for labels that do not name one part: %s', async (query, sentence) => {
    const { parts } = await readAll(query);

    expect(parts).toMatchObject([
      {
        errors: [
          { message: expect.stringContaining(sentence), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
        ],
      },
    ]);
  });
});

test('all parts have one deadline: what has not come by then is missing from the last of them', async () => {
  const gateway = await startTinyGateway('over HTTP', { limits: { operationTimeoutMs: 3_000 } });
  const { parts } = await askInParts(gateway.url, '{ parcels { id } ... @defer { held } }');
  const read: ReadPart[] = [];
  for await (const part of parts) read.push(part);

  expect(read[0]).toMatchObject({ data: { parcels: [{ id: 'p1' }, { id: 'p2' }] }, hasNext: true });
  expect(read[1]).toMatchObject({
    incremental: [
      {
        data: { held: null },
        errors: [
          {
            message: expect.stringContaining('in time'),
            path: ['held'],
            extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
          },
        ],
      },
    ],
    hasNext: false,
  });
  expect(gateway.hold.signalSeen()?.aborted).toBe(true);
  await gateway.close();
});

test('what is deferred counts for depth, fields and cost as the rest does', async () => {
  const costOf = async (query: string) => {
    const gateway = await startTinyGateway('in process', { limits: { cost: 1, depth: 2 } });
    const { errors } = await gateway.ask(query, { headers: { accept: acceptParts } });
    await gateway.close();
    return errors.map(({ message, extensions }) => [message, extensions['rule']]);
  };

  const deep = await costOf('{ region(fips: "1") { ... @defer { fips } } ... @defer { lastSent { id } } }');
  const plain = await costOf('{ region(fips: "1") { fips } lastSent { id } }');

  expect(deep).toEqual(plain);
  expect(deep).toEqual([[expect.any(String), 'cost']]);
});

describe('the record of an answer in parts', () => {
  test('is durable with the coordinates of all parts before the first leaves, and tells at the end what came of it', async () => {
    const log = await createTestLog();
    const gateway = await startTinyGateway('in process', { audit: await log.open({}) });
    const operations = async () =>
      (await log.lines())
        .map((line): { record: Record<string, unknown> } => JSON.parse(line))
        .map(({ record }) => record);

    const { parts } = await askInParts(
      gateway.url,
      'query Parcels { parcels { id } ... @defer { held lastSent { sender } } }',
    );
    await parts.next();
    const atFirst = await operations();
    gateway.hold.release();
    for await (const part of parts) expect(part.hasNext).toBe(false);
    const atEnd = await operations();

    const [fields] = atFirst.filter(({ kind }) => kind === 'fields');
    expect(fields).toMatchObject({
      allowed: expect.arrayContaining(['Query.parcels', 'Query.held', 'Query.lastSent']),
      denied: ['Parcel.sender'],
    });
    expect(outcomesOf(atFirst)).toEqual([{ outcome: 'begun', errors: undefined, events: undefined }]);
    expect(outcomesOf(atEnd)).toEqual([
      { outcome: 'begun', errors: undefined, events: undefined },
      { outcome: 'partial', errors: ['UNAUTHORIZED_FIELD_OR_TYPE'], events: 2 },
    ]);
    await gateway.close();
    await log.remove();
  });
});

function outcomesOf(records: readonly Record<string, unknown>[]) {
  return records
    .filter(({ kind }) => kind === 'operation')
    .map(({ outcome, errors, events }) => ({ outcome, errors, events }));
}
