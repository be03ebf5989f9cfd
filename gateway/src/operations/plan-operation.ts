import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { PublicError } from '../public-error.ts';
import { withoutDefer } from '../execution/deferred/expand-defers.ts';
import { keepEmptyObjects } from './keep-empty-objects.ts';
import { shareLeaves } from './share-leaves.ts';
import type { SupergraphGeneration } from '../supergraph/load-supergraph.ts';
import { hasShadowedRequirement } from './shadowed-requirements.ts';
import { hasUnmetRequirement } from './unmet-requirements.ts';
import { withoutIntrospection } from './without-introspection.ts';

const plannerLimit = /^Number of .* exceeds limit/;

/**
 * The plan of a valid document, by which it is answered whole: what it defers comes with the rest. Throws a `PublicError` where the planner finds
 * that it would have to weigh too many ways, and where its plan would ask for a value before what the value requires.
 * Throws as well for an alias under which a wing would be told another field than it needs.
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
  generation: SupergraphGeneration,
  document: DocumentNode,
  operationName: string | undefined,
): QueryPlan {
  const { apiSchema, planner, sharedFields, supergraphSchema: schema, requiredFields: required } = generation;
  const options = { validate: false, ...(operationName === undefined ? {} : { operationName }) };
  try {
    const plan = planner.buildQueryPlan(
      operationFromDocument(apiSchema, keepEmptyObjects(withoutIntrospection(document)), options),
    );
    if (hasUnmetRequirement(plan, { schema, required })) throw unordered();
    if (hasShadowedRequirement(plan, document, schema)) throw shadowed();
    return shareLeaves(plan, sharedFields);
  } catch (cause) {
    if (!(cause instanceof Error) || !plannerLimit.test(cause.message)) throw cause;
    const sentence = 'This operation can be answered in too many ways to choose one: ask for less at once.';
    throw new PublicError('REQUEST_LIMIT', sentence, { extensions: { rule: 'planning' } });
  }
}

function shadowed(): PublicError {
  const sentence =
    'An alias of this operation has the name of another field that is needed to answer it: choose another alias.';
  return new PublicError('REQUEST_LIMIT', sentence, { extensions: { rule: 'planning' } });
}
function unordered(): PublicError {
  const sentence =
    'A value of this operation needs others that no plan would bring in time: ask for less at once.';
  return new PublicError('REQUEST_LIMIT', sentence, { extensions: { rule: 'planning' } });
}
