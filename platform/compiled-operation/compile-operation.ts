import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  BREAK,
  GraphQLError,
  Kind,
  OperationTypeNode,
  isObjectType,
  visit,
} from 'graphql';
import { judgeVariables } from '../judge-variables.ts';
import { compileRootFields } from './compile-field.ts';
import { type Variables, compileVariables } from './compile-variables.ts';
import { collectErrors } from './operation-run.ts';
import { runFields, runFieldsInTurn } from './run-fields.ts';

/** Runs a compiled operation once. Never rejects. */
export type RunOperation = (contextValue: unknown, given: Variables | undefined) => Promise<ExecutionResult>;

/** As many faults in variables as graphql-js tells. */
const coercionErrorsAtMost = 50;

/**
 * A valid query or mutation ready to run many times: what depends on the document alone is done once. It answers as `execute` of graphql-js
 * does. Undefined for what it leaves to that: subscriptions, introspection, documents with directives, schemas whose types judge values themselves.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): RunOperation | undefined {
  const operation = findOperation(document, operationName);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!rootType || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  if (isUnusual(document) || judgesValues(schema)) return undefined;

  const fragments = Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const parts = { schema, operation, fragments };
  const fields = compileRootFields(parts, rootType);
  const coerce = compileVariables(schema, operation);
  const isSerial = operation.operation === OperationTypeNode.MUTATION && fields.length > 1;

  return async (contextValue, given = {}) => {
    let variables = coerce(given);
    if (!variables) {
      const outcome = coerceGenerally(schema, operation, given);
      if (outcome.errors) return { errors: outcome.errors };
      variables = outcome.coerced;
    }
    const errors = collectErrors();
    const run = { ...parts, contextValue, variables, errors };
    let data: ExecutionResult['data'] = null;
    try {
      data = recordOf(
        await (isSerial ? runFieldsInTurn(run, fields) : runFields(run, fields, undefined, undefined)),
      );
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause;
      errors.add(cause, undefined);
    }
    return errors.all.length > 0 ? { errors: errors.all, data } : { data };
  };
}

function findOperation(
  document: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode | undefined {
  const operations = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition] : [],
  );
  const named = operations.filter((operation) => name == null || operation.name?.value === name);
  return named.length === 1 ? named[0] : undefined;
}

function isUnusual(document: DocumentNode): boolean {
  let found = false;
  const stop = () => {
    found = true;
    return BREAK;
  };
  visit(document, {
    Directive: stop,
    Field: ({ name }) => (name.value === '__schema' || name.value === '__type' ? stop() : undefined),
  });
  return found;
}

function judgesValues(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && type.isTypeOf != null);
}

function coerceGenerally(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Variables) {
  return judgeVariables(schema, operation.variableDefinitions ?? [], given, coercionErrorsAtMost);
}

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('An operation gave no object.');
  return Object.fromEntries(Object.entries(value));
}
