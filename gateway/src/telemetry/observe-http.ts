import type { IncomingMessage } from 'node:http';
import { SpanKind, type Tracer } from '@opentelemetry/api';
import { streamFormatOf } from '../live/stream-format.ts';
import type { Instruments } from './instruments.ts';
import { Observation } from './observation.ts';
import { openChild } from './open-child.ts';
import type { Telemetry } from './telemetry.ts';
import { readTraceParent } from './trace-parent.ts';

const methods: readonly unknown[] = ['GET', 'HEAD', 'POST', 'OPTIONS'];
const routes: readonly string[] = ['/graphql', '/', '/health', '/api.graphql'];

/**
 * Measures requests as they come and go, and who asks. A trace goes on where `traceparent` names one; its id is told as `X-Trace-Id`. Streams are
 * not traced: they have no end of their own.
 */
export function createHttpObserver(
  instruments: Instruments,
  tracer: Tracer | undefined,
): Pick<Telemetry, 'observeHttp' | 'observationOf' | 'observeIdentity'> {
  const observations = new WeakMap<object, Observation>();

  return {
    observationOf: (request) => observations.get(request),

    observeHttp: (handler) => (request, response) => {
      const route = routeOf(request);
      const parent = readTraceParent(request.headers.traceparent);
      const span =
        tracer && route === '/graphql' && !isStream(request)
          ? tracer.startSpan('graphql.operation', { kind: SpanKind.SERVER }, parent)
          : undefined;
      const observation = new Observation(span);
      observations.set(request, observation);
      if (span) response.setHeader('x-trace-id', span.spanContext().traceId);
      instruments.httpActive.add(1);

      response.once('close', () => {
        const { statusCode: status } = response;
        const method = methods.includes(request.method) ? request.method : 'other';
        const seconds = (performance.now() - observation.startedAt) / 1_000;
        instruments.httpActive.add(-1);
        instruments.httpDuration.record(seconds, { method, route, status });
        if (status === 429) instruments.rateLimited.add(1);
        span?.setAttribute('http.response.status_code', status).end();
      });
      handler(request, response);
    },

    observeIdentity: (identify) => async (request) => {
      const span = openChild(tracer, observations.get(request), 'gateway.authz');
      try {
        const viewer = await identify(request);
        span?.setAttribute('gateway.authenticated', viewer.authenticated);
        return viewer;
      } finally {
        span?.end();
      }
    },
  };
}

function routeOf({ url = '/' }: IncomingMessage): string {
  const [path = '/'] = url.split('?', 1);
  return routes.includes(path) ? path : 'other';
}

function isStream({ headers: { accept } }: IncomingMessage): boolean {
  return accept !== undefined && streamFormatOf(accept) !== undefined;
}
