import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  OperationTypeNode,
  type SelectionSetNode,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  visit,
} from 'graphql';
import type { AccessMap } from '../../access/access-map.ts';
import { type SelectionFacts, collectFields, fragmentsOf } from '../../execution/compiled/collect-fields.ts';
import type { CacheMap } from './cache-map.ts';
import { type TaggedField, keysOfAnswer } from './keys-of-answer.ts';

/** How the answers of one operation may be kept by caches that everyone shares. */
export interface Caching {
  readonly maxAgeSeconds: number;
  /** What answers are purged by: each type in them, and each entity as `Type:key`. */
  surrogateKeys(data: unknown): readonly string[];
}

export interface CachingFacts {
  readonly schema: GraphQLSchema;
  readonly access: AccessMap;
  readonly cacheMap: CacheMap;
}

/** Thrown while an operation is read, and caught where the reading began. */
class NotCacheable extends Error {}

/**
 * The caching of a query, or undefined where its answers are for nobody but the caller: where a part of it has no age in the contract or
 * asks anything of the viewer, where an entity is asked without its key, so that it could not be purged, and where conditions decide
 * what is asked.
 */
export function compileCaching(
  document: DocumentNode | undefined,
  operationName: string | undefined,
  facts: CachingFacts,
): Caching | undefined {
  const operation = document && getOperationAST(document, operationName);
  if (!document || operation?.operation !== OperationTypeNode.QUERY || hasDirectives(document))
    return undefined;
  const root = facts.schema.getQueryType();
  if (!root) return undefined;
  const reading: Reading = {
    ...facts,
    selection: { schema: facts.schema, fragments: fragmentsOf(document), conditions: {} },
    types: new Set(),
    ages: [],
  };
  try {
    const fields = readFields(reading, root, [operation.selectionSet], true);
    const maxAgeSeconds = Math.min(...reading.ages);
    const types = [...reading.types].sort();
    return { maxAgeSeconds, surrogateKeys: (data) => [...types, ...keysOfAnswer(data, fields)] };
  } catch (error) {
    if (error instanceof NotCacheable) return undefined;
    throw error;
  }
}

interface Reading extends CachingFacts {
  readonly selection: SelectionFacts;
  readonly types: Set<string>;
  readonly ages: number[];
}

function readFields(
  reading: Reading,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  isRoot: boolean,
): readonly TaggedField[] {
  return [...collectFields(reading.selection, type, selectionSets)].flatMap(([name, nodes]) => {
    const [node] = nodes;
    if (!node || node.name.value === '__typename') return [];
    return readField(reading, type, { name, node, nodes, isRoot });
  });
}

function readField(
  reading: Reading,
  parent: GraphQLObjectType,
  field: {
    readonly name: string;
    readonly node: FieldNode;
    readonly nodes: readonly FieldNode[];
    readonly isRoot: boolean;
  },
): readonly TaggedField[] {
  const fieldName = field.node.name.value;
  const definition = parent.getFields()[fieldName];
  if (!definition || reading.access.ofField(parent.name, fieldName)) throw new NotCacheable();
  const type = getNamedType(definition.type);
  const ownAge = reading.cacheMap.maxAgeOf(`${parent.name}.${fieldName}`);
  const age = isCompositeType(type) ? (ownAge ?? reading.cacheMap.maxAgeOf(type.name)) : ownAge;
  if (age !== undefined) reading.ages.push(age);
  // A leaf is as old as the object it is of; a root field and an object have to say how long they keep.
  else if (field.isRoot || isCompositeType(type)) throw new NotCacheable();
  if (age === 0) throw new NotCacheable();
  if (!isCompositeType(type)) return [];

  const selectionSets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return possibleTypes(reading.schema, type).map((possible) =>
    readObject(reading, possible, field.name, selectionSets),
  );
}

function readObject(
  reading: Reading,
  type: GraphQLObjectType,
  name: string,
  selectionSets: readonly SelectionSetNode[],
): TaggedField {
  if (reading.access.ofType(type.name)) throw new NotCacheable();
  reading.types.add(type.name);
  const key = reading.cacheMap.keyOf(type.name);
  const asked = [...collectFields(reading.selection, type, selectionSets)];
  const keyName = asked.find(([, [node]]) => node?.name.value === key)?.[0];
  if (key !== undefined && keyName === undefined) throw new NotCacheable();
  return { name, type: type.name, keyName, below: readFields(reading, type, selectionSets, false) };
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

function hasDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Directive: () => void (found = true) });
  return found;
}
