import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { RequestBudget } from '../admission/request-budget.ts';
import type { Answer } from '../execution/answer.ts';
import { PublicError } from '../public-error.ts';
import type { Instruments } from './instruments.ts';
import type { Observation } from './observation.ts';
import { openChild } from './open-child.ts';
import { type OperationLabels, codeOf, labelsOf, outcomeOf } from './operation-labels.ts';
import type { Telemetry } from './telemetry.ts';

/** Codes by which the house, not the caller, fell short. */
const ownFailures = ['INTERNAL', 'SUBGRAPH_UNAVAILABLE'];

/** Measures operations: how they are prepared, how long they take, what they cost and what becomes of them. */
export function createAnswerObserver(
  instruments: Instruments,
  tracer: Tracer | undefined,
): Pick<Telemetry, 'observeAnswer' | 'observePreparing'> {
  // An operation is prepared before its answer first waits for anything.
  let preparing: Observation | undefined;

  return {
    observeAnswer: (answer, stored) => async (asked, variables, request) => {
      const { observed } = request;
      const labels = labelsOf(asked, request.viewer, stored);
      const startedAt = performance.now();
      observed?.span?.setAttributes({
        'graphql.operation.type': labels.type,
        'graphql.operation.name': labels.operation,
        'graphql.document.hash': asked.textHash,
        'gateway.agency': labels.agency,
      });
      preparing = observed;
      const answering = answer(asked, variables, { ...request, budget: observeBudget(request.budget) });
      preparing = undefined;
      try {
        const answered = await answering;
        noteOutcome(labels, outcomeOf(answered), startedAt, observed);
        noteErrors(answered, observed);
        return answered;
      } catch (cause) {
        noteOutcome(labels, 'failed', startedAt, observed);
        throw cause;
      }
    },

    observePreparing: (prepare, compiled) => (asked, viewer) => {
      const startedAt = performance.now();
      const compiledBefore = compiled();
      const prepared = prepare(asked, viewer);
      const isKnown = compiled() === compiledBefore;
      (isKnown ? instruments.planHits : instruments.planMisses).add(1);
      if (!isKnown) instruments.planning.record((performance.now() - startedAt) / 1_000);
      const attributes = { 'gateway.plan.cached': isKnown };
      openChild(tracer, preparing, 'gateway.plan', { startTime: startedAt, attributes })?.end();
      return prepared;
    },
  };

  function observeBudget(budget: RequestBudget): RequestBudget {
    return {
      charge(cost) {
        instruments.costEstimated.record(cost);
        return budget.charge(cost);
      },
      settle(charged, actual) {
        instruments.costActual.record(actual);
        return budget.settle(charged, actual);
      },
    };
  }

  function noteOutcome(
    labels: OperationLabels,
    outcome: string,
    startedAt: number,
    observed: Observation | undefined,
  ): void {
    const elapsedMs = performance.now() - startedAt;
    instruments.operationDuration.record(elapsedMs / 1_000, { ...labels, outcome });
    if (!observed) return;
    instruments.overhead.record(Math.max(elapsedMs - observed.waitedMs, 0) / 1_000);
    observed.span?.setAttribute('gateway.outcome', outcome);
    const startTime = observed.lastAnsweredAt;
    if (startTime !== undefined) openChild(tracer, observed, 'gateway.shape', { startTime })?.end();
  }

  function noteErrors({ errors = [] }: Answer, observed: Observation | undefined): void {
    for (const error of errors) {
      const code = codeOf(error);
      instruments.errors.add(1, { code });
      if (error instanceof PublicError && code === 'UNAUTHORIZED_FIELD_OR_TYPE')
        instruments.denied.add(1, { coordinate_class: classOf(error) });
      if (ownFailures.includes(code)) observed?.span?.setStatus({ code: SpanStatusCode.ERROR });
    }
  }
}

/** What the caller lacks for a field: any token at all, or scopes. */
function classOf({ extensions: { missing } }: PublicError): 'token' | 'scopes' {
  const needsToken =
    typeof missing === 'object' && missing !== null && Reflect.get(missing, 'authentication');
  return needsToken === true ? 'token' : 'scopes';
}
