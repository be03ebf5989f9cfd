import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { planDeferring } from '../../operations/plan-operation.ts';
import { PublicError } from '../../public-error.ts';
import type { SupergraphGeneration } from '../../supergraph/load-supergraph.ts';

/** Of the planner, where a deferred fragment needs what another deferred one brings, as fields with `@requires` may. */
const notInParts = /cannot have a top-level deferRef|deferRef/;

/** The plan of what is left of an operation, in its parts; undefined where the planner has none, though it has one for the whole. */
export function planInParts(
  supergraph: SupergraphGeneration,
  document: DocumentNode | undefined,
  operationName: string | undefined,
): QueryPlan | undefined {
  if (!document) return { kind: 'QueryPlan' };
  try {
    return planDeferring(supergraph, document, operationName);
  } catch (cause) {
    const hasNone =
      cause instanceof PublicError || (cause instanceof Error && notInParts.test(cause.message));
    if (hasNone) return undefined;
    throw cause;
  }
}
