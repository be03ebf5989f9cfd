import { type ConstDirectiveNode, type DocumentNode, Kind, isTypeDefinitionNode, parse } from 'graphql';

/** What the contract says about caching, by coordinate. */
export interface CacheMap {
  /** Seconds for which a value may be kept by anyone; undefined where nothing is said, 0 where it is private. */
  maxAgeOf(coordinate: string): number | undefined;
  /** The field that an entity is known by; undefined for what is no entity, null where no single field is its key. */
  keyOf(typeName: string): string | null | undefined;
}

/**
 * The cache map of a supergraph: `@cacheControl(maxAge: …)`, with `scope: PRIVATE` for what no cache may keep, as wings compose it by
 * `@composeDirective`; and the first key of one field of each entity.
 */
export function readCacheMap(supergraph: DocumentNode): CacheMap {
  const ages = new Map<string, number>();
  const keys = new Map<string, string | null>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const directive = directives?.find(({ name }) => name.value === 'cacheControl');
    if (directive) ages.set(coordinate, maxAgeIn(directive));
  };

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const typeName = definition.name.value;
    note(typeName, definition.directives);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const { name, directives } of definition.fields ?? []) note(`${typeName}.${name.value}`, directives);
    const fieldSets = (definition.directives ?? []).flatMap(keyIn);
    if (fieldSets.length > 0)
      keys.set(typeName, fieldSets.map(singleFieldOf).find((key) => key !== null) ?? null);
  }
  return { maxAgeOf: (coordinate) => ages.get(coordinate), keyOf: (typeName) => keys.get(typeName) };
}

function maxAgeIn(directive: ConstDirectiveNode): number {
  const scope = argumentOf(directive, 'scope');
  const isPrivate = (scope?.kind === Kind.ENUM || scope?.kind === Kind.STRING) && scope.value === 'PRIVATE';
  const maxAge = argumentOf(directive, 'maxAge');
  return maxAge?.kind === Kind.INT && !isPrivate ? Number(maxAge.value) : 0;
}

function keyIn(directive: ConstDirectiveNode): readonly string[] {
  const key = directive.name.value === 'join__type' ? argumentOf(directive, 'key') : undefined;
  return key?.kind === Kind.STRING ? [key.value] : [];
}

function singleFieldOf(fieldSet: string): string | null {
  const [definition] = parse(`{ ${fieldSet} }`).definitions;
  const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  const [field] = selections;
  return selections.length === 1 && field?.kind === Kind.FIELD && !field.selectionSet
    ? field.name.value
    : null;
}

function argumentOf(directive: ConstDirectiveNode, name: string) {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}
