import { ROOT_CONTEXT, type Span, type SpanOptions, type Tracer, trace } from '@opentelemetry/api';
import type { Observation } from './observation.ts';

/** A span within a request's own; undefined where the request is not traced. */
export function openChild(
  tracer: Tracer | undefined,
  observation: Observation | undefined,
  name: string,
  options: SpanOptions = {},
): Span | undefined {
  if (!tracer || !observation?.span) return undefined;
  return tracer.startSpan(name, options, trace.setSpan(ROOT_CONTEXT, observation.span));
}
