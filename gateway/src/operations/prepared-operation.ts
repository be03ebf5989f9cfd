import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { DeniedField } from '../access/denied-field.ts';
import type { Answer } from '../execution/answer.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { Caching } from '../http/caching/compile-caching.ts';
import type { Resumption } from '../live/resumption.ts';
import type { OperationCost } from '../request-rules/cost/cost-of.ts';

export interface RequestVariables {
  /** As the client sent them: what wings get. */
  readonly given: Readonly<Record<string, unknown>>;
  /** With defaults: what `@include` and `@skip` decide by. */
  readonly coerced: Readonly<Record<string, unknown>>;
}

/** Runs one operation: the seam behind which a plan may be interpreted or compiled. Never rejects for a wing that fails. */
export type RunOperation = (variables: RequestVariables, request: GatewayRequest) => Promise<Answer>;

/** One operation of one document, made ready once for all viewers of one access profile; immutable. */
export interface PreparedOperation {
  readonly kind: 'ready';
  /** As the client wrote it: variables are coerced and the answer is shaped by it. */
  readonly operation: OperationDefinitionNode;
  /** What the plan leaves out because these viewers may not see it. */
  readonly denied: readonly DeniedField[];
  /** Of what is left to run. */
  readonly cost: OperationCost;
  /** How its answers may be shared; worked out when first asked. */
  readonly caching: () => Caching | undefined;
  /** What `explain/` tells these viewers about it. */
  readonly explainable: ExplainableOperation;
  readonly run: RunOperation;
}

/** Runs one event of a stream as a request of its own; rejects with a `PublicError` where the caller is no longer admitted. */
export type ForEvent = <Result>(run: (event: GatewayRequest) => Promise<Result>) => Promise<Result>;

/** Runs one subscription until the request's signal aborts, event by event. */
export type OpenEvents = (
  variables: RequestVariables,
  request: GatewayRequest,
  forEvent: ForEvent,
) => AsyncIterable<Answer>;

/** One subscription of one document, made ready as a query is. */
export interface PreparedSubscription extends Omit<PreparedOperation, 'kind' | 'run'> {
  readonly kind: 'live';
  /** Undefined where these viewers may see nothing of it. */
  readonly open: OpenEvents | undefined;
  /** Undefined where only the client can say where to go on. */
  readonly resumption: Resumption | undefined;
}

/** What was decided for one kind of viewer, as far as it may be told them. */
export interface ExplainableOperation {
  readonly document: DocumentNode;
  readonly plan: QueryPlan;
  /** What these viewers may know of. */
  readonly schema: GraphQLSchema;
  isDenied(typeName: string, fieldName: string): boolean;
}

/** A document that will never run, and why. */
export interface RefusedOperation {
  readonly kind: 'refused';
  readonly errors: readonly GraphQLError[];
}
