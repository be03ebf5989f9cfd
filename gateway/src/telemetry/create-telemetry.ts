import { type Meter, type Tracer, createNoopMeter } from '@opentelemetry/api';
import { createInstruments } from './instruments.ts';
import { createOutcomeNotes } from './note-outcome.ts';
import { createAnswerObserver } from './observe-answer.ts';
import { createAuditObserver } from './observe-audit.ts';
import { createHttpObserver } from './observe-http.ts';
import { createPartsObserver } from './observe-parts.ts';
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
  const notes = createOutcomeNotes(instruments, tracer);
  const audit = { waiting: 0, treeSize: 0 };
  return {
    ...createHttpObserver(instruments, tracer),
    ...createAnswerObserver(instruments, tracer, notes),
    observeParts: createPartsObserver(instruments, tracer, notes),
    observeWing: createWingObserver(instruments, tracer),
    observeAudit: createAuditObserver(instruments, audit),
    watch(standing) {
      if (measuring.meter) watchStanding(measuring.meter, standing, audit);
    },
  };
}
