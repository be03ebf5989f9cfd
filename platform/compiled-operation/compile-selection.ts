import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionSetNode,
  Kind,
  TypeNameMetaFieldDef,
  isAbstractType,
  typeFromAST,
} from 'graphql';

/** One field of an answer, for one type of object, with all its places in the document. */
export interface SelectedField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
}

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/**
 * The fields that some selection sets together select of a type of object, in the order of the answer. For documents without directives,
 * where a selection does not depend on variables. Source: GraphQL, October 2021, section 6.3.2.
 */
export function selectFields(
  { schema, fragments }: { readonly schema: GraphQLSchema; readonly fragments: Fragments },
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): readonly SelectedField[] {
  const nodesByKey = new Map<string, FieldNode[]>();
  const spread = new Set<string>();

  const applies = (condition: NamedTypeNode | undefined) => {
    if (!condition) return true;
    const wanted = typeFromAST(schema, condition);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  };

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = nodesByKey.get(key);
        if (nodes) nodes.push(selection);
        else nodesByKey.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition)) collect(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (fragment && applies(fragment.typeCondition)) collect(fragment.selectionSet);
      }
    }
  }

  selectionSets.forEach(collect);
  return [...nodesByKey].flatMap(([key, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    const definition = name === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : type.getFields()[name];
    return definition ? [{ key, nodes, parentType: type, definition }] : [];
  });
}
