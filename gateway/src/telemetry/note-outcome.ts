import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { AskedOperation } from '../operations/prepare-operation.ts';
import { PublicError } from '../public-error.ts';
import type { Instruments } from './instruments.ts';
import type { Observation } from './observation.ts';
import { openChild } from './open-child.ts';
import { type OperationLabels, type OperationOutcome, codeOf } from './operation-labels.ts';

/** Notes what is asked and what becomes of it, whether it is answered at once or in parts. */
export interface OutcomeNotes {
  begin(asked: AskedOperation, labels: OperationLabels, observed: Observation | undefined): void;
  errors(errors: readonly Error[] | undefined, observed: Observation | undefined): void;
  /** Once for an operation; times of `performance.now()`. */
  end(
    labels: OperationLabels,
    outcome: OperationOutcome | 'failed' | 'left',
    startedAt: number,
    observed: Observation | undefined,
  ): void;
}

/** Codes by which the house, not the caller, fell short. */
const ownFailures = ['INTERNAL', 'SUBGRAPH_UNAVAILABLE'];

/** Notes for instruments, and for the span of the operation where somebody traces. */
export function createOutcomeNotes(instruments: Instruments, tracer: Tracer | undefined): OutcomeNotes {
  return {
    begin({ textHash }, labels, observed) {
      observed?.span?.setAttributes({
        'graphql.operation.type': labels.type,
        'graphql.operation.name': labels.operation,
        'graphql.document.hash': textHash,
        'gateway.agency': labels.agency,
      });
    },

    errors(errors = [], observed) {
      for (const error of errors) {
        const code = codeOf(error);
        instruments.errors.add(1, { code });
        if (error instanceof PublicError && code === 'UNAUTHORIZED_FIELD_OR_TYPE')
          instruments.denied.add(1, { coordinate_class: classOf(error) });
        if (ownFailures.includes(code)) observed?.span?.setStatus({ code: SpanStatusCode.ERROR });
      }
    },

    end(labels, outcome, startedAt, observed) {
      const elapsedMs = performance.now() - startedAt;
      instruments.operationDuration.record(elapsedMs / 1_000, { ...labels, outcome });
      if (!observed) return;
      instruments.overhead.record(Math.max(elapsedMs - observed.waitedMs, 0) / 1_000);
      observed.span?.setAttribute('gateway.outcome', outcome);
      const startTime = observed.lastAnsweredAt;
      if (startTime !== undefined) openChild(tracer, observed, 'gateway.shape', { startTime })?.end();
    },
  };
}

/** What the caller lacks for a field: any token at all, or scopes. */
function classOf({ extensions: { missing } }: PublicError): 'token' | 'scopes' {
  const needsToken =
    typeof missing === 'object' && missing !== null && Reflect.get(missing, 'authentication');
  return needsToken === true ? 'token' : 'scopes';
}
