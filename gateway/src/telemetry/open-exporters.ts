import type { RequestListener } from 'node:http';
import type { Meter, Tracer } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';

const resource = resourceFromAttributes({ 'service.name': 'rotunda-gateway' });
const scope = 'rotunda-gateway';

export interface OpenMetrics {
  readonly meter: Meter;
  /** In the text format of Prometheus. */
  readonly answer: RequestListener;
  close(): Promise<void>;
}

/** A meter whose figures are read from elsewhere; nothing is sent and no port is opened. */
export function openMetrics(): OpenMetrics {
  const exporter = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    withoutTargetInfo: true,
  });
  const provider = new MeterProvider({ resource, readers: [exporter] });
  return {
    meter: provider.getMeter(scope),
    answer: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  };
}

export interface OpenTraces {
  readonly tracer: Tracer;
  /** Sends what has gathered. */
  close(): Promise<void>;
}

/**
 * A tracer that sends spans to a collector at an origin, by OTLP over HTTP. Of the traces a share is kept, decided by their id: a caller whose
 * `traceparent` says that its trace is kept does not make it more.
 */
export function openTraces(collector: string, share: number): OpenTraces {
  const ratio = new TraceIdRatioBasedSampler(share);
  const provider = new NodeTracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: ratio, remoteParentSampled: ratio }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${collector.replace(/\/$/, '')}/v1/traces` })),
    ],
  });
  return { tracer: provider.getTracer(scope), close: () => provider.shutdown() };
}
