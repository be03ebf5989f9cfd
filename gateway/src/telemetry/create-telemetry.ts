import { type Meter, type Tracer, createNoopMeter } from '@opentelemetry/api';
import { createInstruments } from './instruments.ts';
import { createAnswerObserver } from './observe-answer.ts';
import { createAuditObserver } from './observe-audit.ts';
import { createHttpObserver } from './observe-http.ts';
import { createWingObserver } from './observe-wing.ts';
import type { Telemetry } from './telemetry.ts';
import { watchStanding } from './watch-standing.ts';

/** Telemetry that counts by a meter, traces by a tracer, or both. */
export function createTelemetry(measuring: {
  readonly meter: Meter | undefined;
  readonly tracer: Tracer | undefined;
}): Telemetry {
  const { meter = createNoopMeter(), tracer } = measuring;
  const instruments = createInstruments(meter);
  const audit = { waiting: 0, treeSize: 0 };
  return {
    ...createHttpObserver(instruments, tracer),
    ...createAnswerObserver(instruments, tracer),
    observeWing: createWingObserver(instruments, tracer),
    observeAudit: createAuditObserver(instruments, audit),
    watch(standing) {
      if (measuring.meter) watchStanding(measuring.meter, standing, audit);
    },
  };
}
