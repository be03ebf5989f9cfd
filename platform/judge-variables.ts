import { GraphQLError, type GraphQLSchema, type VariableDefinitionNode, getVariableValues } from 'graphql';

/**
 * The variables of an operation as graphql-js coerces them, or why they are refused. A refusal names the place and the reason, and never repeats
 * the value: it may tell of a person, and sentences end up in logs.
 */
export function judgeVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Readonly<Record<string, unknown>>,
  maxErrors: number,
): ReturnType<typeof getVariableValues> {
  const judged = getVariableValues(schema, definitions, given, { maxErrors, hideSuggestions: true });
  return judged.errors ? { errors: judged.errors.map(withoutValue) } : judged;
}

/** Graphql-js words these: `Variable "$v" got invalid value <value> at "v.place"; <reason>`, with the reason as the original error. */
function withoutValue(error: GraphQLError): GraphQLError {
  const { message, nodes, originalError } = error;
  if (!originalError) return error;
  const [, variable = ''] = /^Variable "(\$\w+)"/.exec(message) ?? [];
  const before = message.slice(0, -originalError.message.length - '; '.length);
  const [, place] = / at "([\w.[\]]+)"$/.exec(before) ?? [];
  const where = place === undefined ? '' : ` at "${place}"`;
  return new GraphQLError(`Variable "${variable}" is not valid${where}: ${reasonOf(originalError)}`, {
    nodes: nodes ?? null,
    originalError,
  });
}

function reasonOf({ message }: Error): string {
  return message
    .replace(/( cannot represent [^:]+): [\s\S]*$/, '$1.')
    .replace(/^Value "[\s\S]*" does not exist in /, 'This value does not exist in ');
}
