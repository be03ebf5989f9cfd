import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { conditionsHold } from '../../access/conditions.ts';
import type { GatewayRequest } from '../../gateway-request.ts';
import type { CompileRun } from '../../operations/prepare-operation.ts';
import type { SupergraphGeneration } from '../../supergraph/load-supergraph.ts';
import type { Fetch } from '../ask-wing.ts';
import { deniedErrors } from '../denied-errors.ts';
import { presentError } from '../present-error.ts';
import { compilePlan } from './compile-plan.ts';
import { compileShape } from './compile-shape.ts';
import { compileIntrospection } from './read-introspection.ts';

/** Asks one wing for one fetch; never rejects. */
export type AskWing = (fetch: Fetch, request: GatewayRequest) => Promise<SubgraphResult>;

/** The runner of prepared operations: plan and answer shape compiled once, run many times. */
export function createPlanCompiler(
  generation: SupergraphGeneration,
  wings: Readonly<Record<string, AskWing>>,
  reportFault: ReportFault,
): CompileRun {
  const { clientSchema: schema, supergraphSchema } = generation;

  return ({ document, operation, plan, filtered, isDenied }) => {
    const runPlan = compilePlan(supergraphSchema, plan);
    const shape = compileShape({ schema, document, operation, isDenied });
    const introspect = compileIntrospection(schema, document, operation);

    return async ({ given, coerced }, request) => {
      const told: GraphQLFormattedError[] = [];
      const found = await runPlan({
        variables: given,
        conditions: coerced,
        ask: ({ wing, ...fetch }) => askKnownWing(wings, wing, fetch, request),
        report: (error) => void told.push(error),
        reportFault: (cause, path) =>
          void told.push(new GraphQLError('fault', { path, originalError: asError(cause) })),
      });
      const { data, errors: shapeErrors } = shape(
        introspect ? { ...found, ...introspect(coerced) } : found,
        coerced,
        told,
      );
      const denied = filtered.denied.filter(({ conditions }) => conditionsHold(conditions, coerced));
      if (told.length + shapeErrors.length + denied.length === 0) return { data };

      const errors = [...told, ...shapeErrors].map((error) =>
        presentError(asGraphQLError(error), request.requestId, reportFault),
      );
      return { data, errors: [...errors, ...deniedErrors(operation, denied)] };
    };
  };
}

async function askKnownWing(
  wings: Readonly<Record<string, AskWing>>,
  name: string,
  fetch: Fetch,
  request: GatewayRequest,
): Promise<SubgraphResult> {
  const wing = wings[name];
  if (!wing) throw new Error(`The plan asks ${name}, to which no link leads.`);
  return wing(fetch, request);
}

function asGraphQLError(error: GraphQLFormattedError): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const { message, path, extensions } = error;
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
