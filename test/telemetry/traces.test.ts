import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenTelemetry, openTelemetry } from '@rotunda/gateway/telemetry/open-telemetry';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { askInParts } from '../live/ask-in-parts.ts';
import { type CollectedSpan, type Collector, startCollector } from './collector.ts';

let collector: Collector;
let measuring: OpenTelemetry | undefined;
let gateway: TinyGateway;

async function start(topology: (typeof topologies)[number], share = '1'): Promise<void> {
  measuring = await openTelemetry({
    METRICS: 'off',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER_ARG: share,
  });
  gateway = await startTinyGateway(topology, { telemetry: measuring?.telemetry });
}

/** All spans, sent because the gateway and then the telemetry closed. */
async function spansOnceClosed(): Promise<readonly CollectedSpan[]> {
  await gateway.close();
  await measuring?.close();
  return collector.spans;
}

beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe.each(topologies)('a traced operation, wings %s', (topology) => {
  test('is a span with one for who asks, the plan, each fetch and the shape, in the trace of the caller', async () => {
    await start(topology);
    const { headers } = await gateway.ask('{ lastSent { id weightGrams } }', {
      headers: { traceparent: `00-${traceId}-${spanId}-01` },
    });

    const spans = await spansOnceClosed();

    expect(headers.get('x-trace-id')).toBe(traceId);
    expect(spans.map(({ name }) => name).sort()).toEqual([
      'gateway.authz',
      'gateway.fetch',
      'gateway.fetch',
      'gateway.plan',
      'gateway.shape',
      'graphql.operation',
    ]);
    const whole = spans.find(({ name }) => name === 'graphql.operation');
    expect(whole).toMatchObject({
      parentSpanId: spanId,
      attributes: {
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'other',
        'gateway.outcome': 'ok',
        'gateway.agency': 'public',
      },
    });
    const parts = spans.filter((span) => span !== whole);
    expect(new Set(parts.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([whole?.spanId]));
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
    const fetches = spans.filter(({ name }) => name === 'gateway.fetch').map(({ attributes }) => attributes);
    expect(fetches).toMatchObject([
      { 'gateway.subgraph': 'clinic', 'gateway.entities': 0, 'gateway.fetch.status': 'ok' },
      { 'gateway.subgraph': 'mail', 'gateway.entities': 1, 'gateway.fetch.status': 'ok' },
    ]);
  });

  test('that is answered in parts is one, with a span for each part and each fetch', async () => {
    await start(topology);
    const { parts } = await askInParts(gateway.url, '{ parcels { id ... @defer { labelOf } } }');
    for await (const part of parts) expect(part.hasNext).toBeDefined();

    const spans = await spansOnceClosed();
    const [whole] = spans.filter(({ name }) => name === 'graphql.operation');
    const below = spans.filter(({ parentSpanId }) => parentSpanId === whole?.spanId);
    const numbersOf = (name: string, attribute: string) =>
      below.filter((span) => span.name === name).map(({ attributes }) => attributes[attribute]);

    expect(whole?.attributes).toMatchObject({ 'graphql.operation.type': 'query', 'gateway.outcome': 'ok' });
    expect(numbersOf('gateway.part', 'gateway.part')).toEqual([0, 1]);
    expect(numbersOf('gateway.part', 'gateway.part.payloads')).toEqual([0, 2]);
    expect(numbersOf('gateway.fetch', 'gateway.subgraph')).toEqual(['mail', 'clinic']);
    expect(below).toHaveLength(spans.length - 1);
  });

  test('tells each wing of which fetch its part is', async () => {
    await start(topology);
    await gateway.ask('{ lastSent { id weightGrams } }');

    const told = gateway.seen.map(({ facts }) => facts.traceparent);
    const fetches = (await spansOnceClosed()).filter(({ name }) => name === 'gateway.fetch');

    expect(told).toEqual(fetches.map((span) => `00-${span.traceId}-${span.spanId}-01`));
  });
});

test('no variable, document, token, name or address is in what is sent', async () => {
  await start('over HTTP');
  const token = await gateway.tokenWith(['clinic:read']);
  const query = 'query Confidential($id: ID!) { patient(id: $id) { name notes } broken refused }';
  await gateway.ask(query, { token, variables: { id: 'patient-4711' }, operationName: 'Confidential' });
  await gateway.ask('{ nowhere }');
  await gateway.ask('{ parcels { id } }', { token: 'no-token' });

  const spans = await spansOnceClosed();
  const text = collector.texts.join('\n');

  expect(spans.filter(({ name }) => name === 'graphql.operation')).toHaveLength(3);
  expect(text).not.toMatch(
    /4711|Confidential|patient|notes|nowhere|parcels|Jane|hunter2|tester|no-token|127\.0\.0\.1/,
  );
  expect(text).not.toContain(token);
});

test('an operation in which a wing failed is marked as an error, one that the caller got wrong is not', async () => {
  await start('over HTTP');
  await gateway.takeDown('clinic');
  await gateway.ask('{ region(fips: "11001") { beds } }');
  await gateway.ask('{ nowhere }');

  const spans = await spansOnceClosed();

  const errorStatus = 2;
  const codes = spans.filter(({ name }) => name === 'graphql.operation').map(({ status }) => status.code);
  expect(codes).toEqual([errorStatus, 0]);
});

test('a caller cannot have more traces kept than the share', async () => {
  await start('in process', '0');
  await gateway.ask('{ parcels { id } }', { headers: { traceparent: `00-${traceId}-${spanId}-01` } });

  expect(await spansOnceClosed()).toEqual([]);
});

test.each([
  '',
  'garbage',
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId}-x-01`,
])('a traceparent that is none (%j) begins a trace of its own', async (traceparent) => {
  await start('in process');
  await gateway.ask('{ parcels { id } }', { headers: { traceparent } });

  const whole = (await spansOnceClosed()).find(({ name }) => name === 'graphql.operation');

  expect(whole?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(whole?.traceId).not.toBe(traceId);
  expect(whole?.parentSpanId).toBeUndefined();
});

describe('a process that measures nothing', () => {
  const root = new URL('../../', import.meta.url);
  const script = (variables: object) => `
    import { createRequire } from 'node:module';
    import '@rotunda/gateway/create-gateway';
    import { openTelemetry } from '@rotunda/gateway/telemetry/open-telemetry';
    const measuring = await openTelemetry(${JSON.stringify(variables)});
    await measuring?.close();
    console.log(Object.keys(createRequire(import.meta.url).cache).filter((path) => /exporter-(prometheus|trace-otlp)/.test(path)).length);`;
  const modulesLoaded = async (variables: object) => {
    const words = [
      '--import',
      '@rotunda/platform/strip-types',
      '--input-type=module',
      '--eval',
      script(variables),
    ];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
    return Number(stdout);
  };

  test('loads nothing of what measures', async () => {
    expect(await modulesLoaded({ METRICS: 'off', OTEL_TRACES_SAMPLER_ARG: '1' })).toBe(0);
  });

  test('and one that measures does', async () => {
    expect(await modulesLoaded({ METRICS: 'on', OTEL_TRACES_SAMPLER_ARG: '1' })).toBeGreaterThan(0);
  });
});
