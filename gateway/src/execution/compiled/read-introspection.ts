import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  executeSync,
} from 'graphql';
import { collectFields, fragmentsOf } from './collect-fields.ts';
import { type ResponseObject, isResponseObject } from './response-object.ts';

/** The `__schema` and `__type` fields of an operation, answered from a schema; undefined where it asks none. No wing is asked. */
export function compileIntrospection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ((variables: Readonly<Record<string, unknown>>) => ResponseObject) | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root || !mentionsIntrospection(document)) return undefined;
  const fragments = fragmentsOf(document);
  return (variables) => {
    const facts = { schema, fragments, conditions: variables };
    const fields = [...collectFields(facts, root, [operation.selectionSet]).values()]
      .flat()
      .filter(isIntrospection);
    if (fields.length === 0) return {};
    const asked = { ...operation, selectionSet: { kind: Kind.SELECTION_SET as const, selections: fields } };
    const definitions = [asked, ...fragments.values()];
    const { data } = executeSync({
      schema,
      document: { kind: Kind.DOCUMENT, definitions },
      variableValues: variables,
    });
    return isResponseObject(data) ? { ...data } : {};
  };
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

function mentionsIntrospection(document: DocumentNode): boolean {
  return /\b__(?:schema|type)\b/.test(document.loc?.source.body ?? '__schema');
}
