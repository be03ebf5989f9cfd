import type { Meter } from '@opentelemetry/api';

const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const costs = [1, 10, 50, 100, 500, 1_000, 2_500, 5_000, 10_000];

/** Everything that is counted and timed as it happens; docs/operations.md lists the names with their labels. */
export type Instruments = ReturnType<typeof createInstruments>;

/** The instruments of one meter. */
export function createInstruments(meter: Meter) {
  const seconds = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: requestSeconds },
    });
  const cost = (name: string, description: string) =>
    meter.createHistogram(name, { description, advice: { explicitBucketBoundaries: costs } });
  const counter = (name: string, description: string) => meter.createCounter(name, { description });

  return {
    httpDuration: seconds(
      'http_server_request_duration_seconds',
      'From the request line to the last byte of the answer',
    ),
    httpActive: meter.createUpDownCounter('http_server_active_requests', {
      description: 'Requests that are being answered',
    }),
    operationDuration: seconds(
      'graphql_operation_duration_seconds',
      'From the parsed operation to its answer',
    ),
    errors: counter('graphql_errors_total', 'Errors in answers'),
    overhead: seconds('gateway_overhead_seconds', 'Time of an operation in which no wing was asked'),
    planning: seconds(
      'gateway_query_planning_duration_seconds',
      'Preparing an operation that was not prepared yet',
    ),
    planHits: counter('gateway_plan_cache_hits_total', 'Operations found prepared'),
    planMisses: counter('gateway_plan_cache_misses_total', 'Operations that had to be prepared'),
    wingDuration: seconds(
      'gateway_subgraph_request_duration_seconds',
      'One fetch of a plan, from asking to its answer',
    ),
    denied: counter('gateway_authz_denied_total', 'Fields withheld from answers'),
    costEstimated: cost('gateway_cost_estimated', 'What operations might have cost'),
    costActual: cost('gateway_cost_actual', 'What operations did cost'),
    rateLimited: counter('gateway_rate_limited_total', 'Requests answered with 429'),
    auditFailures: counter('audit_append_failures_total', 'Records that could not be written'),
  };
}
