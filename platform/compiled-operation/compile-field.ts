import {
  type ArgumentNode,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  Kind,
  defaultFieldResolver,
  getArgumentValues,
  getNullableType,
  isLeafType,
  isNonNullType,
} from 'graphql';
import { type Complete, compileCompletion } from './compile-completion.ts';
import type { Variables } from './compile-variables.ts';
import { type SelectedField, selectFields } from './compile-selection.ts';
import type { OperationParts } from './operation-run.ts';

/** A selected field, ready to be resolved and completed many times. */
export interface CompiledField extends SelectedField {
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** Set where the field is a property of its object that becomes one value. */
  readonly plainLeaf: GraphQLLeafType | undefined;
  valuesOf(variables: Variables): Record<string, unknown>;
  readonly complete: Complete;
  /** Its own fields, for an object of this type. */
  fieldsOf(type: GraphQLObjectType): readonly CompiledField[];
}

/** The fields that an operation's root selects. */
export function compileRootFields(
  parts: OperationParts,
  rootType: GraphQLObjectType,
): readonly CompiledField[] {
  return selectFields(parts, rootType, [parts.operation.selectionSet]).map((field) =>
    compileField(parts, field),
  );
}

function compileField(parts: OperationParts, field: SelectedField): CompiledField {
  const { definition, nodes } = field;
  const ofObjects = new Map<GraphQLObjectType, readonly CompiledField[]>();
  const leaf = getNullableType(definition.type);
  return {
    ...field,
    resolve: definition.resolve ?? defaultFieldResolver,
    plainLeaf: definition.resolve === undefined && isLeafType(leaf) ? leaf : undefined,
    valuesOf: compileArguments(field),
    complete: compileCompletion(parts.schema, definition.type),
    fieldsOf(type) {
      const known = ofObjects.get(type);
      if (known) return known;
      const selectionSets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      const fields = selectFields(parts, type, selectionSets).map((inner) => compileField(parts, inner));
      ofObjects.set(type, fields);
      return fields;
    },
  };
}

/** Most arguments are variables that were given; whatever else there may be is left to graphql-js. */
function compileArguments({ definition, nodes }: SelectedField): CompiledField['valuesOf'] {
  const [node] = nodes;
  if (!node || definition.args.length === 0) return () => ({});
  const generally = (variables: Variables) => getArgumentValues(definition, node, variables);
  const given = new Map(
    (node.arguments ?? []).map((argument) => [argument.name.value, variableOf(argument)]),
  );
  const isUsual = definition.args.every(({ name, type, defaultValue }) =>
    given.has(name) ? given.get(name) !== undefined : defaultValue === undefined && !isNonNullType(type),
  );
  if (!isUsual) return generally;
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const [name, variable] of given) {
      const value = variable === undefined ? undefined : variables[variable];
      if (value == null) return generally(variables);
      values[name] = value;
    }
    return values;
  };
}

function variableOf({ value }: ArgumentNode): string | undefined {
  return value.kind === Kind.VARIABLE ? value.name.value : undefined;
}
