import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Agreement } from '@rotunda/gateway/agreements/agreement';
import { fixedAgreements } from '@rotunda/gateway/agreements/agreement-book';
import { anAgreement } from '@rotunda/gateway/agreements/an-agreement';
import { defaultLimits } from '@rotunda/gateway/gateway-limits';
import { type ListeningServer, listen } from '@rotunda/gateway/http/listen';
import { createStoredDocuments } from '@rotunda/gateway/stored-documents/stored-documents';
import { chainLine, chainStart, documentIdOf } from '@rotunda/gateway/stored-documents/manifest-line';
import { type OpenTelemetry, openTelemetry } from '@rotunda/gateway/telemetry/open-telemetry';
import { changedSupergraph } from '../fixtures/tiny-wings/other-supergraphs.ts';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { askInParts } from '../live/ask-in-parts.ts';
import { follow } from '../live/follow.ts';
import { type Sample, parseScrape } from './scrape.ts';

const storedText = '{ region(fips: "11001") { parcelCount beds } }';
const line = {
  id: documentIdOf(storedText),
  name: 'RegionAtAGlance',
  added: '2026-01-01',
  document: storedText,
};

let measuring: OpenTelemetry | undefined;
let metrics: ListeningServer;
let gateway: TinyGateway;

beforeEach(async () => {
  measuring = await openTelemetry({ METRICS: 'on', OTEL_TRACES_SAMPLER_ARG: '1' });
  const answerMetrics = measuring?.answerMetrics;
  if (!answerMetrics) throw new Error('Nothing answers the scrape.');
  metrics = await listen(answerMetrics, { host: '127.0.0.1', port: 0 });
  gateway = await startTinyGateway('over HTTP', {
    telemetry: measuring?.telemetry,
    storedDocuments: createStoredDocuments([chainLine(chainStart, line)]),
    agreements: fixedAgreements([agreementFor(undefined), agreementFor('TEST')]),
  });
});

afterEach(async () => {
  await gateway.close();
  await metrics.close();
  await measuring?.close();
});

function agreementFor(agency: string | undefined): Agreement {
  return anAgreement({
    agency,
    unlisted: 'refuse',
    budget: { requestsPerMinute: 5_000, costPerMinute: 1e6 },
  });
}

async function scrape(): Promise<readonly Sample[]> {
  return parseScrape(await (await fetch(metrics.url)).text());
}

/** The sum of all series of a name that carry these labels. */
function sumOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  if (found.length === 0) throw new Error(`No series ${name} ${JSON.stringify(labels)}.`);
  return found.reduce((sum, { value }) => sum + value, 0);
}

test('a scrape tells of each operation: its kind, outcome and agency, what it cost and which wings it asked', async () => {
  const token = await gateway.tokenWith([]);
  await gateway.ask(storedText);
  await gateway.ask(storedText, { token });
  await gateway.ask('{ tracks { number } broken }');
  await gateway.ask('{ nowhere }');

  const samples = await scrape();

  const counted = (labels: Record<string, string>) =>
    sumOf(samples, 'graphql_operation_duration_seconds_count', labels);
  expect(counted({ operation: 'RegionAtAGlance', type: 'query', outcome: 'ok', agency: 'public' })).toBe(1);
  expect(counted({ operation: 'RegionAtAGlance', outcome: 'ok', agency: 'TEST' })).toBe(1);
  expect(counted({ operation: 'other', outcome: 'partial' })).toBe(1);
  expect(counted({ operation: 'other', outcome: 'refused' })).toBe(1);
  expect(sumOf(samples, 'graphql_errors_total', { code: 'INTERNAL' })).toBe(1);
  expect(sumOf(samples, 'graphql_errors_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
  expect(sumOf(samples, 'gateway_authz_denied_total', { coordinate_class: 'token' })).toBe(1);
  expect(
    sumOf(samples, 'gateway_subgraph_request_duration_seconds_count', { subgraph: 'clinic', status: 'ok' }),
  ).toBe(2);
  expect(
    sumOf(samples, 'gateway_subgraph_request_duration_seconds_count', { subgraph: 'mail', status: 'errors' }),
  ).toBe(1);
  expect(sumOf(samples, 'gateway_overhead_seconds_count')).toBe(4);
  expect(sumOf(samples, 'gateway_plan_cache_misses_total')).toBe(3);
  expect(sumOf(samples, 'gateway_query_planning_duration_seconds_count')).toBe(3);
  expect(sumOf(samples, 'gateway_cost_estimated_count')).toBe(3);
  expect(sumOf(samples, 'gateway_cost_actual_count')).toBe(3);
  expect(
    sumOf(samples, 'http_server_request_duration_seconds_count', { route: '/graphql', status: '200' }),
  ).toBe(3);
  expect(sumOf(samples, 'http_server_active_requests')).toBe(0);
});

test('an answer in parts is one operation, with the errors and the cost of all its parts, or one that was left', async () => {
  const query = '{ parcels { id } ... @defer { broken } ... @defer { lastSent { id } } }';
  const whole = await askInParts(gateway.url, query);
  for await (const part of whole.parts) expect(part.hasNext).toBeDefined();
  const left = await askInParts(gateway.url, '{ parcels { id } ... @defer { held } }');
  await left.parts.next();
  await gateway.hold.reached;
  const signal = gateway.hold.signalSeen();
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve));
  left.leave();
  await left.parts.return();
  await aborted;
  // The gateway counts what was left once it has let go of the wings.
  let samples = await scrape();
  while (countOf(samples) < 2) samples = await scrape();

  const counted = (outcome: string) =>
    sumOf(samples, 'graphql_operation_duration_seconds_count', { type: 'query', outcome });
  expect(counted('partial')).toBe(1);
  expect(counted('left')).toBe(1);
  expect(sumOf(samples, 'graphql_errors_total', { code: 'INTERNAL' })).toBe(1);
  expect(sumOf(samples, 'gateway_cost_estimated_count')).toBe(2);
  expect(sumOf(samples, 'gateway_cost_actual_count')).toBe(2);
});

function countOf(samples: readonly Sample[]): number {
  return samples
    .filter(({ name }) => name === 'gateway_cost_actual_count')
    .reduce((sum, { value }) => sum + value, 0);
}

test('an operation that is asked again is counted as found prepared', async () => {
  for (let time = 0; time < 3; time += 1) await gateway.ask(storedText);

  const samples = await scrape();

  expect(sumOf(samples, 'gateway_plan_cache_hits_total')).toBe(2);
  expect(sumOf(samples, 'gateway_plan_cache_misses_total')).toBe(1);
});

test('a thousand distinct names, documents, addresses and methods make no series', async () => {
  const askAll = async (round: number, times: number) => {
    for (let time = 0; time < times; time += 1) {
      const query = `query Name${round}x${time} { a${round}x${time}: __typename }`;
      await gateway.ask(query, { variables: { secret: `hunter${round}x${time}` } });
    }
    await fetch(`${gateway.url}/path-${round}`);
    await fetch(`${gateway.url}/graphql`, { method: round % 2 ? 'PROPFIND' : 'MKCOL' });
  };
  await askAll(0, 1);
  const before = new Set((await scrape()).map(seriesOf));

  await askAll(1, 1_000);

  const samples = await scrape();
  expect(samples.map(seriesOf).filter((series) => !before.has(series))).toEqual([]);
  expect(sumOf(samples, 'graphql_operation_duration_seconds_count', { operation: 'other' })).toBe(1_001);
});

function seriesOf({ name, labels }: Sample): string {
  return `${name} ${JSON.stringify(labels)}`;
}

test('gauges tell how the gateway stands', async () => {
  const following = follow('server-sent events', gateway.url, 'subscription { parcelScanned { id } }');
  await gateway.belt.followedBy(1);
  const held = gateway.ask('{ held }');
  await gateway.hold.reached;

  const samples = await scrape();

  expect(sumOf(samples, 'gateway_subscriptions_active')).toBe(1);
  expect(sumOf(samples, 'gateway_subgraph_connections_running', { subgraph: 'mail' })).toBe(1);
  expect(sumOf(samples, 'gateway_subgraph_connections_open', { subgraph: 'mail' })).toBeGreaterThan(0);
  expect(sumOf(samples, 'audit_records_waiting')).toBe(0);
  expect(sumOf(samples, 'nodejs_eventloop_lag_seconds', { quantile: '0.99' })).toBeGreaterThanOrEqual(0);
  gateway.hold.release();
  await held;
  following.leave();
});

test('the supergraph that answers is named by its hash, and no other', async () => {
  const hashes = async () =>
    (await scrape())
      .filter(({ name, value }) => name === 'gateway_supergraph_info' && value === 1)
      .map(({ labels }) => labels['hash']);
  const before = await hashes();

  const other = changedSupergraph('parcelCount: Int', 'parcelCount: Int colour: String');
  const replacement = await gateway.replaceSupergraph(other);

  expect(before).toHaveLength(1);
  expect(await hashes()).toEqual([replacement.hash]);
});

test('a wing that cannot be reached shows in what it was asked', async () => {
  await gateway.ask(storedText);
  expect(sumOf(await scrape(), 'gateway_circuit_breaker_state', { subgraph: 'clinic' })).toBe(0);
  await gateway.takeDown('clinic');
  for (let failure = 0; failure < defaultLimits.wingFailures; failure += 1) await gateway.ask(storedText);

  const samples = await scrape();

  expect(
    sumOf(samples, 'gateway_subgraph_request_duration_seconds_count', {
      subgraph: 'clinic',
      status: 'unavailable',
    }),
  ).toBe(defaultLimits.wingFailures);
  expect(sumOf(samples, 'graphql_errors_total', { code: 'SUBGRAPH_UNAVAILABLE' })).toBe(
    defaultLimits.wingFailures,
  );
  expect(sumOf(samples, 'gateway_circuit_breaker_state', { subgraph: 'clinic' })).toBe(2);
});
