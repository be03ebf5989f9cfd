import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { LocatedObjects, ResponsePath } from './located-objects.ts';
import type { ResponseObject } from './response-object.ts';

/** What a plan asks of one wing. */
export interface WingQuestion {
  readonly wing: string;
  readonly kind: `${OperationTypeNode}`;
  readonly document: string;
  readonly operationName: string | undefined;
  readonly variables: ResponseObject;
}

/** One run of a plan: the caller's variables, the way to the wings, and where errors go. */
export interface PlanRun {
  /** As the caller sent them: what wings get. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** With defaults: what conditions of the plan decide by. */
  readonly conditions: Readonly<Record<string, unknown>>;
  ask(question: WingQuestion): Promise<WingAnswer>;
  /** An error of a wing and where it stands in the caller's answer. */
  report(error: GraphQLFormattedError, path: ResponsePath): void;
  /** Told when a fetch for which others wait has come. */
  fetched?(id: string): void;
  /** A wing broke the protocol at a place of the answer: masked for the caller, logged with its cause. */
  reportFault(cause: unknown, path: ResponsePath): void;
}

/** The answer of a wing, whose data the run may change. */
export interface WingAnswer extends Pick<SubgraphResult, 'errors'> {
  readonly data?: ResponseObject | null;
}

export type RunNode = (run: PlanRun, located: LocatedObjects) => Promise<void>;
