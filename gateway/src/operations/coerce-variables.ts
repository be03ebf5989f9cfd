import { judgeVariables } from '@rotunda/platform/judge-variables';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileVariables } from './compile-variables.ts';

type Compiled = ReturnType<typeof compileVariables>;

/** An operation belongs to one schema, so its compiled coercion stands beside it. */
const compiledByOperation = new WeakMap<OperationDefinitionNode, Compiled>();

const variableErrorsShown = 3;

/** The variables of an operation with defaults, or why they are refused. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): ReturnType<typeof judgeVariables> {
  const coerced = compiledOf(schema, operation)(given);
  if (coerced) return { coerced };
  return judgeVariables(schema, operation.variableDefinitions ?? [], given, variableErrorsShown);
}

function compiledOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Compiled {
  const known = compiledByOperation.get(operation);
  if (known) return known;
  const compiled = compileVariables(schema, operation.variableDefinitions ?? []);
  compiledByOperation.set(operation, compiled);
  return compiled;
}
