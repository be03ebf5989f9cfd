import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { FragmentDefinitionNode } from 'graphql';

/** What an operation asks under one response key, whichever types it is asked of. */
export interface AskedNode {
  /** Whether each value may be null: the field's own first, then an item of its list, then an item of that. */
  readonly nullable: readonly boolean[];
  readonly children: ReadonlyMap<string, AskedNode>;
}

interface Draft {
  nullable: boolean[];
  readonly children: Map<string, Draft>;
}

/**
 * The response keys of an operation as a tree, fragments spread. Keys that ask the graph about itself are left out: their nulls mean
 * nothing. A value counts as nullable where any of the types says so.
 */
export function readAskedTree(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
): AskedNode {
  const root: Draft = { nullable: [true], children: new Map() };

  function read(selectionSet: SelectionSetNode, type: GraphQLCompositeType, into: Draft): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        readField(selection, type, into);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : schema.getType(condition);
      if (fragment && isCompositeType(narrowed)) read(fragment.selectionSet, narrowed, into);
    }
  }

  function readField(
    { name, alias, selectionSet }: FieldNode,
    type: GraphQLCompositeType,
    into: Draft,
  ): void {
    const field = 'getFields' in type ? type.getFields()[name.value] : undefined;
    if (!field) return;
    const key = alias?.value ?? name.value;
    const nullable = nullableLevels(field.type);
    const child = into.children.get(key) ?? { nullable, children: new Map<string, Draft>() };
    child.nullable = child.nullable.map((may, level) => may || (nullable[level] ?? true));
    into.children.set(key, child);
    const returned = getNamedType(field.type);
    if (selectionSet && isCompositeType(returned)) read(selectionSet, returned, child);
  }

  const type = schema.getRootType(operation.operation);
  if (type) read(operation.selectionSet, type, root);
  return root;
}

function nullableLevels(type: GraphQLOutputType): boolean[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  return [!isNonNullType(type), ...(isListType(bare) ? nullableLevels(bare.ofType) : [])];
}
