import { SpanKind, type Tracer } from '@opentelemetry/api';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { PublicError } from '../public-error.ts';
import type { Instruments } from './instruments.ts';
import { openChild } from './open-child.ts';
import type { Telemetry } from './telemetry.ts';
import { traceParentOf } from './trace-parent.ts';

/** Measures what wings are asked; the wing is told of which trace its part is. */
export function createWingObserver(
  instruments: Instruments,
  tracer: Tracer | undefined,
): Telemetry['observeWing'] {
  return (wing, ask) => async (fetch, request) => {
    const { observed } = request;
    const representations = fetch.variables?.['representations'];
    const entities = Array.isArray(representations) ? representations.length : 0;
    const attributes = { 'gateway.subgraph': wing, 'gateway.entities': entities };
    const span = openChild(tracer, observed, 'gateway.fetch', { kind: SpanKind.CLIENT, attributes });
    const startedAt = performance.now();
    observed?.beginAsking();
    const result = await ask(span ? { ...fetch, traceparent: traceParentOf(span) } : fetch, request);
    observed?.endAsking();
    const status = statusOf(result);
    instruments.wingDuration.record((performance.now() - startedAt) / 1_000, { subgraph: wing, status });
    span?.setAttribute('gateway.fetch.status', status).end();
    return result;
  };
}

/** `errors`: the wing answered, and had errors to tell. */
function statusOf({ errors = [] }: SubgraphResult): 'ok' | 'errors' | 'unavailable' {
  const isUnavailable = errors.some(
    (error) => error instanceof PublicError && error.code === 'SUBGRAPH_UNAVAILABLE',
  );
  if (isUnavailable) return 'unavailable';
  return errors.length > 0 ? 'errors' : 'ok';
}
