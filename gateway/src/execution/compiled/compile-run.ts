import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { conditionsHold } from '../../access/conditions.ts';
import type { GatewayRequest } from '../../gateway-request.ts';
import type { CompileRun } from '../../operations/prepare-operation.ts';
import { PublicError } from '../../public-error.ts';
import type { SupergraphGeneration } from '../../supergraph/load-supergraph.ts';
import type { AskWing, Fetch } from '../ask-wing.ts';
import { deniedErrors } from '../denied-errors.ts';
import { presentError } from '../present-error.ts';
import { stillMissing } from '../still-missing.ts';
import { compilePlan } from './compile-plan.ts';
import { compileShape } from './compile-shape.ts';
import type { ResponsePath } from './located-objects.ts';
import { compileIntrospection } from './read-introspection.ts';

/** The runner of prepared operations: plan and answer shape compiled once, run many times. */
export function createPlanCompiler(
  generation: SupergraphGeneration,
  wings: Readonly<Record<string, AskWing>>,
  reportFault: ReportFault,
): CompileRun {
  const { supergraphSchema } = generation;

  return ({ document, operation, plan, schema, filtered, isDenied }) => {
    const runPlan = compilePlan(supergraphSchema, plan);
    const shape = compileShape({ schema, document, operation, isDenied });
    const introspect = compileIntrospection(schema, document, operation);

    return async ({ given, coerced }, request) => {
      const told: GraphQLError[] = [];
      const found = await runPlan({
        variables: given,
        conditions: coerced,
        ask: ({ wing, ...fetch }) => askKnownWing(wings, wing, fetch, request),
        report: (error, path) => void told.push(placedError(error, path)),
        reportFault: (cause, path) =>
          void told.push(new GraphQLError('fault', { path, originalError: asError(cause) })),
      });
      const all = introspect ? { ...found, ...introspect(coerced) } : found;
      const { data, errors: shapeErrors } = shape(all, coerced, told);
      const denied = filtered.denied.filter(({ conditions }) => conditionsHold(conditions, coerced));
      if (told.length + shapeErrors.length + denied.length === 0) return { data };

      const fromWings = told.map((error) => presentError(error, request.requestId, reportFault));
      const refused = deniedErrors(operation, denied);
      const errors = [...stillMissing(fromWings, data), ...unexplained(shapeErrors, refused), ...refused];
      return errors.length > 0 ? { data, errors } : { data };
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

/** What the shape has to say of places of which no refusal has spoken. */
function unexplained(
  errors: readonly GraphQLFormattedError[],
  refused: readonly PublicError[],
): readonly PublicError[] {
  const places = new Set(refused.map(({ path }) => path?.join('.')));
  return errors
    .filter(({ path }) => !places.has(path?.join('.')))
    .map(({ message, path }) => new PublicError('MISSING_VALUE', message, { path: path ?? null }));
}

/** The error at its place in the caller's answer. The gateway's own errors keep their class, by which they are known. */
function placedError(error: GraphQLFormattedError, path: ResponsePath): GraphQLError {
  const { message, extensions = {} } = error;
  const where = path.length > 0 ? { path } : {};
  if (error instanceof PublicError) return new PublicError(error.code, message, { ...where, extensions });
  return new GraphQLError(message, { ...where, extensions });
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
