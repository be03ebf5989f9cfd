import type { RequestListener } from 'node:http';
import { StartProblem } from '@rotunda/platform/start-problem';
import type { Telemetry } from './telemetry.ts';

export interface OpenTelemetry {
  readonly telemetry: Telemetry;
  /** Answers `/metrics`; undefined where only traces are wanted. */
  readonly answerMetrics: RequestListener | undefined;
  /** Sends what has gathered. */
  close(): Promise<void>;
}

/**
 * The telemetry that the environment asks for, or undefined where it asks for none: then nothing of OpenTelemetry is loaded. Throws a
 * `StartProblem` for a share of traces that is none.
 */
export async function openTelemetry(variables: {
  readonly METRICS: string;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG: string;
}): Promise<OpenTelemetry | undefined> {
  const { METRICS, OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_TRACES_SAMPLER_ARG } = variables;
  if (METRICS !== 'on' && collector === undefined) return undefined;
  const share = Number(OTEL_TRACES_SAMPLER_ARG);
  if (!(share >= 0 && share <= 1)) throw new StartProblem('OTEL_TRACES_SAMPLER_ARG must be from 0 to 1.');

  const [{ openMetrics, openTraces }, { createTelemetry }] = await Promise.all([
    import('./open-exporters.ts'),
    import('./create-telemetry.ts'),
  ]);
  const metrics = METRICS === 'on' ? openMetrics() : undefined;
  const traces = collector === undefined ? undefined : openTraces(collector, share);
  return {
    telemetry: createTelemetry({ meter: metrics?.meter, tracer: traces?.tracer }),
    answerMetrics: metrics?.answer,
    close: async () => {
      await Promise.all([metrics?.close(), traces?.close()]);
    },
  };
}
