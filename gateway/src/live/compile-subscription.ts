import type { QueryPlan } from '@apollo/query-planner';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { GraphQLError } from 'graphql';
import type { Answer } from '../execution/answer.ts';
import type { AskWing, Fetch } from '../execution/ask-wing.ts';
import { compileAnswer } from '../execution/compiled/compile-answer.ts';
import { compileNode } from '../execution/compiled/compile-plan.ts';
import { compileRewrites } from '../execution/compiled/compile-rewrites.ts';
import { locateRoot } from '../execution/compiled/located-objects.ts';
import { RequestRun, placedError } from '../execution/compiled/request-run.ts';
import { type ResponseObject, mergeAnswer } from '../execution/compiled/response-object.ts';
import { compileShareFetches } from '../execution/compiled/share-fetches.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { CompileRun } from '../operations/prepare-operation.ts';
import type { OpenEvents } from '../operations/prepared-operation.ts';
import { PublicError } from '../public-error.ts';
import type { SupergraphGeneration } from '../supergraph/load-supergraph.ts';

/** Opens the stream of one fetch at its wing; what it gives is read to its end or until the request's signal aborts. */
export type FollowWing = (fetch: Fetch, request: GatewayRequest) => AsyncIterable<SubgraphResult>;

/** Makes the runner of a subscription's plan. Refuses a plan of anything else. */
export type CompileSubscription = (planned: Parameters<CompileRun>[0]) => OpenEvents;

/**
 * A subscription as its plan has it: the wing that owns the root field streams, and each event is completed by the rest of the plan
 * as a query would be, then given the shape that was asked.
 */
export function createSubscriptionCompiler(
  { supergraphSchema }: SupergraphGeneration,
  wings: {
    readonly ask: Readonly<Record<string, AskWing>>;
    readonly follow: Readonly<Record<string, FollowWing>>;
  },
  reportFault: ReportFault,
): CompileSubscription {
  return (planned) => {
    const { primary, rest } = subscriptionOf(planned.plan);
    const rewrite = compileRewrites(supergraphSchema, primary.outputRewrites);
    const runRest = rest && compileNode(supergraphSchema, rest);
    const share = compileShareFetches(planned.plan);
    const complete = compileAnswer(planned, reportFault);
    const usages = primary.variableUsages ?? [];

    return async function* (variables, request, forEvent) {
      const follow = wings.follow[primary.serviceName];
      if (!follow) throw new Error(`The plan asks ${primary.serviceName}, to which no link leads.`);
      const fetch = {
        document: primary.operation,
        operationName: primary.operationName,
        variables: pick(variables.given, usages),
      };
      for await (const { data, errors } of follow(fetch, request)) {
        yield await forEvent(async (event): Promise<Answer> => {
          const told: GraphQLError[] = (errors ?? []).map((error) => placedError(error, error.path ?? []));
          const found: ResponseObject = {};
          if (data) {
            rewrite?.(data);
            mergeAnswer(found, data);
            await runRest?.(share(new RequestRun(variables, event, wings.ask, told)), locateRoot(found));
          }
          return complete(found, told, variables.coerced, event.requestId);
        });
      }
    };
  };
}

function subscriptionOf({ node }: QueryPlan) {
  if (node?.kind !== 'Subscription')
    throw new PublicError('BAD_INPUT', 'A subscription follows one field, without conditions on it.');
  return node;
}

function pick(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}
