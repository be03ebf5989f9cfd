import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { PublicError } from '../public-error.ts';
import { withoutDefer } from '../execution/deferred/expand-defers.ts';
import { shareLeaves } from './share-leaves.ts';
import type { SupergraphGeneration } from '../supergraph/load-supergraph.ts';
import { withoutIntrospection } from './without-introspection.ts';

const plannerLimit = /^Number of .* exceeds limit/;

/**
 * The plan of a valid document, by which it is answered whole: what it defers comes with the rest. Throws a `PublicError` where the planner finds
 * that it would have to weigh too many ways.
 */
export function planOperation(
  generation: SupergraphGeneration,
  document: DocumentNode,
  operationName: string | undefined,
): QueryPlan {
  return planDeferring(generation, withoutDefer(document), operationName);
}

/** The plan of a valid document in the parts that it defers, each of which has a label of its own. Throws as `planOperation` does. */
export function planDeferring(
  { apiSchema, planner, sharedFields }: SupergraphGeneration,
  document: DocumentNode,
  operationName: string | undefined,
): QueryPlan {
  const options = { validate: false, ...(operationName === undefined ? {} : { operationName }) };
  try {
    const plan = planner.buildQueryPlan(
      operationFromDocument(apiSchema, withoutIntrospection(document), options),
    );
    return shareLeaves(plan, sharedFields);
  } catch (cause) {
    if (!(cause instanceof Error) || !plannerLimit.test(cause.message)) throw cause;
    const sentence = 'This operation can be answered in too many ways to choose one: ask for less at once.';
    throw new PublicError('REQUEST_LIMIT', sentence, { extensions: { rule: 'planning' } });
  }
}
