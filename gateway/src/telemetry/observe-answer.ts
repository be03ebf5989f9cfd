import type { Tracer } from '@opentelemetry/api';
import type { RequestBudget } from '../admission/request-budget.ts';
import type { Instruments } from './instruments.ts';
import type { OutcomeNotes } from './note-outcome.ts';
import type { Observation } from './observation.ts';
import { openChild } from './open-child.ts';
import { labelsOf, outcomeOf } from './operation-labels.ts';
import type { Telemetry } from './telemetry.ts';

/** Measures operations: how they are prepared, how long they take, what they cost and what becomes of them. */
export function createAnswerObserver(
  instruments: Instruments,
  tracer: Tracer | undefined,
  notes: OutcomeNotes,
): Pick<Telemetry, 'observeAnswer' | 'observePreparing'> {
  // An operation is prepared before its answer first waits for anything.
  let preparing: Observation | undefined;

  return {
    observeAnswer: (answer, stored) => async (asked, variables, request) => {
      const { observed } = request;
      const labels = labelsOf(asked, request.viewer, stored);
      const startedAt = performance.now();
      notes.begin(asked, labels, observed);
      preparing = observed;
      const answering = answer(asked, variables, { ...request, budget: observeBudget(request.budget) });
      preparing = undefined;
      try {
        const answered = await answering;
        notes.end(labels, outcomeOf(answered), startedAt, observed);
        notes.errors(answered.errors, observed);
        return answered;
      } catch (cause) {
        notes.end(labels, 'failed', startedAt, observed);
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
}
