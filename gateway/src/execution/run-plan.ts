import { type GraphQLDataSource, buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { GraphQLError } from 'graphql';
import { conditionsHold } from '../access/conditions.ts';
import { PublicError } from '../public-error.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { CompileRun } from '../operations/prepare-operation.ts';
import type { RequestVariables } from '../operations/prepared-operation.ts';
import type { SupergraphGeneration } from '../supergraph/load-supergraph.ts';
import type { AskWing } from './ask-wing.ts';
import { blankDenied } from './blank-denied.ts';
import { deniedErrors } from './denied-errors.ts';
import { presentError } from './present-error.ts';
import { stillMissing } from './still-missing.ts';

type InterpreterContext = Parameters<typeof executeQueryPlan>[2];

/**
 * The general runner, Apollo's own executor: interprets any plan, and shapes the answer by the client's own document, so that a field left out of
 * the plan comes back as null with its error.
 */
export function createPlanInterpreter(
  generation: SupergraphGeneration,
  wings: Readonly<Record<string, AskWing>>,
  reportFault: ReportFault,
): CompileRun {
  const { supergraphSchema, apiSchema } = generation;
  const sources = Object.fromEntries(Object.entries(wings).map(([name, ask]) => [name, sourceOf(ask)]));

  const presentAll = (errors: readonly GraphQLError[] = [], requestId: string) =>
    errors.map((error) => presentError(error, requestId, reportFault));

  return ({ document, operation, plan, schema, filtered }) => {
    const name = operation.name?.value;
    const operationContext = buildOperationContext({
      schema,
      operationDocument: document,
      ...(name === undefined ? {} : { operationName: name }),
    });

    return async (variables, request) => {
      const context = interpreterContextOf(variables, request);
      const result = await executeQueryPlan(
        plan,
        sources,
        context,
        operationContext,
        supergraphSchema,
        apiSchema,
      );
      const denied = filtered.denied.filter(({ conditions }) =>
        conditionsHold(conditions, variables.coerced),
      );
      const refused = deniedErrors(operation, denied);
      const errors = [
        ...stillMissing(presentAll(result.errors, request.requestId), result.data),
        ...missingValues(result.extensions?.['valueCompletion'], refused),
        ...refused,
      ];
      const data = blankDenied(result.data ?? null, filtered);
      return { data, ...(errors.length > 0 ? { errors } : {}) };
    };
  };
}

/** A wing as a source for the interpreter, which types its context as any record: `interpreterContextOf` made it. */
function sourceOf(ask: AskWing): GraphQLDataSource {
  return {
    process: async ({ request: { query = '', operationName, variables }, context }) =>
      ask({ document: query, operationName, variables }, context as GatewayRequest),
  };
}

/** The interpreter reads these members of a server's request context and no others. */
function interpreterContextOf({ given }: RequestVariables, request: GatewayRequest): InterpreterContext {
  const context = { request: { variables: given }, context: request, metrics: {} };
  return context as unknown as InterpreterContext;
}

/** Nulls that no wing explained where the contract promises a value; those that follow from a refused field are explained by it. */
function missingValues(errors: unknown, refused: readonly PublicError[]): readonly PublicError[] {
  if (!Array.isArray(errors)) return [];
  const explained = new Set(refused.map(({ path }) => withoutIndices(path)));
  return errors
    .filter((error: GraphQLError) => !explained.has(withoutIndices(error.path)))
    .map(
      ({ message, path }: GraphQLError) => new PublicError('MISSING_VALUE', message, { path: path ?? null }),
    );
}

function withoutIndices(path: GraphQLError['path']): string {
  return (path ?? []).map((key) => (typeof key === 'number' ? '@' : key)).join('.');
}
