import type { Tracer } from '@opentelemetry/api';
import type { AnswerPart } from '../execution/deferred/answer-part.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { Instruments } from './instruments.ts';
import type { OutcomeNotes } from './note-outcome.ts';
import { openChild } from './open-child.ts';
import { labelsOf } from './operation-labels.ts';
import type { Telemetry } from './telemetry.ts';

/** Measures an answer in parts as one operation, which lasts until its last part, with a span for each of them. */
export function createPartsObserver(
  instruments: Instruments,
  tracer: Tracer | undefined,
  notes: OutcomeNotes,
): Telemetry['observeParts'] {
  return ({ asked, request, estimated, stored }) => {
    const { observed, viewer } = request;
    const labels = labelsOf(asked, viewer, stored);
    const startedAt = performance.now();
    instruments.costEstimated.record(estimated);
    notes.begin(asked, labels, observed);

    return {
      async *observe(parts) {
        let count = 0;
        let hasErrors = false;
        let hasFailed = false;
        let startTime = startedAt;
        try {
          for await (const part of parts) {
            const errors = errorsOf(part);
            hasErrors ||= errors.length > 0;
            notes.errors(errors, observed);
            const attributes = { 'gateway.part': count, 'gateway.part.payloads': payloadsOf(part) };
            openChild(tracer, observed, 'gateway.part', { startTime, attributes })?.end();
            startTime = performance.now();
            count += 1;
            yield part;
          }
        } catch (cause) {
          hasFailed = true;
          throw cause;
        } finally {
          const ended = hasFailed ? 'failed' : hasErrors ? 'partial' : 'ok';
          notes.end(labels, isForsaken(request) ? 'left' : ended, startedAt, observed);
        }
      },
      settle: (actual) => instruments.costActual.record(actual),
    };
  };
}

/** The client went before the time was up. */
function isForsaken({ signal, deadlineAt }: GatewayRequest): boolean {
  return signal.aborted && Date.now() < deadlineAt;
}

function errorsOf(part: AnswerPart): readonly Error[] {
  return part.kind === 'first' ? part.errors : part.payloads.flatMap(({ errors }) => errors);
}

function payloadsOf(part: AnswerPart): number {
  return part.kind === 'first' ? 0 : part.payloads.length;
}
