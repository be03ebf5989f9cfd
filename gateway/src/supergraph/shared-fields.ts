import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  isTypeDefinitionNode,
} from 'graphql';

/** Which wings can answer a field of an object type by themselves. */
export interface SharedFields {
  /** Whether a wing has the field without asking another: a key, or a field that all wings with the type share. */
  isIn(typeName: string, fieldName: string, subgraphName: string): boolean;
  /** Type that a root query field returns, where it is a plain object type. */
  typeOfRootField(fieldName: string): string | undefined;
}

/** The shared fields of a supergraph. Source: join specification v0.3 to v0.5, where a field without `@join__field` is in every graph of its type. */
export function readSharedFields(supergraph: DocumentNode): SharedFields {
  const types = new Map<string, ObjectTypeDefinitionNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) types.set(definition.name.value, definition);
  }
  const graphs = graphsByName(supergraph);

  return {
    isIn(typeName, fieldName, subgraphName) {
      const type = types.get(typeName);
      const field = fieldOf(type, fieldName);
      const isSplit = field?.directives?.some(({ name }) => name.value === 'join__field') ?? true;
      const graph = graphs.get(subgraphName);
      const isThere = type?.directives?.some((directive) => isJoinOf(directive, graph)) ?? false;
      return !isSplit && isThere;
    },
    typeOfRootField(fieldName) {
      const type = fieldOf(types.get('Query'), fieldName)?.type;
      const named = type?.kind === Kind.NON_NULL_TYPE ? type.type : type;
      return named?.kind === Kind.NAMED_TYPE && types.has(named.name.value) ? named.name.value : undefined;
    },
  };
}

function fieldOf(type: ObjectTypeDefinitionNode | undefined, name: string): FieldDefinitionNode | undefined {
  return type?.fields?.find((field) => field.name.value === name);
}

function isJoinOf(directive: ConstDirectiveNode, graph: string | undefined): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === 'graph')?.value;
  return directive.name.value === 'join__type' && value?.kind === Kind.ENUM && value.value === graph;
}

/** The value of `join__Graph` that stands for each wing. */
export function graphsByName(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const graphEnum = supergraph.definitions.find(
    (definition) => isTypeDefinitionNode(definition) && definition.name.value === 'join__Graph',
  );
  if (graphEnum?.kind !== Kind.ENUM_TYPE_DEFINITION) return new Map();
  return new Map(
    (graphEnum.values ?? []).flatMap(({ name, directives }): [string, string][] => {
      const argument = directives?.[0]?.arguments?.find((candidate) => candidate.name.value === 'name');
      return argument?.value.kind === Kind.STRING ? [[argument.value.value, name.value]] : [];
    }),
  );
}
