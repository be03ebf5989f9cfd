import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  isTypeDefinitionNode,
} from 'graphql';

/** What `@listSize` says about the length of a list. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that bound the list. */
  readonly slicingArguments: readonly string[];
  /** Fields of the returned object that hold the list; empty where the field itself is the list. */
  readonly sizedFields: readonly string[];
}

/** Weights and sizes of a supergraph, by coordinate. */
export interface CostMap {
  /** Where `@cost` gives none, an object weighs 1 and a leaf 0. */
  weightOf(coordinate: string): number | undefined;
  listSizeOf(typeName: string, fieldName: string): ListSize | undefined;
}

/** The cost map of a supergraph. Source: IBM's GraphQL cost directives specification, as federation composes it since 2.9. */
export function readCostMap(supergraph: DocumentNode): CostMap {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const weight = numberOf(valueOf(directives, 'cost', 'weight'));
    if (weight !== undefined) weights.set(coordinate, weight);
  };
  const noteField = (typeName: string, field: FieldDefinitionNode) => {
    const coordinate = `${typeName}.${field.name.value}`;
    note(coordinate, field.directives);
    for (const argument of field.arguments ?? [])
      note(`${coordinate}(${argument.name.value}:)`, argument.directives);
    const size = listSizeOf(field.directives);
    if (size) sizes.set(coordinate, size);
  };

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    note(definition.name.value, definition.directives);
    const hasOutputFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (hasOutputFields) definition.fields?.forEach((field) => noteField(definition.name.value, field));
  }
  return {
    weightOf: (coordinate) => weights.get(coordinate),
    listSizeOf: (typeName, fieldName) => sizes.get(`${typeName}.${fieldName}`),
  };
}

function listSizeOf(directives: readonly ConstDirectiveNode[] | undefined): ListSize | undefined {
  if (!directives?.some((directive) => isNamed(directive, 'listSize'))) return undefined;
  return {
    assumedSize: numberOf(valueOf(directives, 'listSize', 'assumedSize')),
    slicingArguments: textsOf(valueOf(directives, 'listSize', 'slicingArguments')),
    sizedFields: textsOf(valueOf(directives, 'listSize', 'sizedFields')),
  };
}

function valueOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  directiveName: string,
  argumentName: string,
): ConstValueNode | undefined {
  const directive = directives?.find((candidate) => isNamed(candidate, directiveName));
  return directive?.arguments?.find(({ name }) => name.value === argumentName)?.value;
}

/** A wing that does not import a directive has it under the prefix of its specification. */
function isNamed({ name }: ConstDirectiveNode, directiveName: string): boolean {
  return name.value === directiveName || name.value === `cost__${directiveName}`;
}

function numberOf(value: ConstValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING
    ? Number(value.value)
    : undefined;
}

function textsOf(value: ConstValueNode | undefined): readonly string[] {
  if (value?.kind === Kind.STRING) return [value.value];
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}
