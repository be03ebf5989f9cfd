import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  isAbstractType,
} from 'graphql';

/** What stands still while the selections of one operation are read. */
export interface SelectionFacts {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Value of each boolean variable that `@skip` or `@include` reads. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Whether fragments under a labelled `@defer` stand apart. */
  readonly defers?: boolean;
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/**
 * The fields that selections ask of an object of one type, by response name in the order of the specification; fields of one name are
 * merged. The type is abstract where the object does not tell more. Source: GraphQL specification, CollectFields.
 */
export function collectFields(
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection.directives, facts.conditions)) continue;
      if (facts.defers && deferLabelOf(selection) !== undefined) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const known = fields.get(name);
        if (known) known.push(selection);
        else fields.set(name, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = facts.fragments.get(selection.name.value);
        if (!fragment || visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        if (conditionApplies(facts.schema, fragment.typeCondition.name.value, type))
          collect(fragment.selectionSet);
      } else if (
        !selection.typeCondition ||
        conditionApplies(facts.schema, selection.typeCondition.name.value, type)
      ) {
        collect(selection.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  return fields;
}

/** A fragment that stands apart from the selection in which it was written. */
interface DeferredSelection {
  readonly label: string;
  readonly selectionSet: SelectionSetNode;
}

/** The deferred fragments that selections ask of an object of one type. The document has inline fragments only. */
export function collectDeferred(
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): readonly DeferredSelection[] {
  if (!facts.defers) return [];
  return selectionSets.flatMap(({ selections }) =>
    selections.flatMap((selection): readonly DeferredSelection[] => {
      if (selection.kind !== Kind.INLINE_FRAGMENT || !isIncluded(selection.directives, facts.conditions))
        return [];
      const { typeCondition, selectionSet } = selection;
      if (typeCondition && !conditionApplies(facts.schema, typeCondition.name.value, type)) return [];
      const label = deferLabelOf(selection);
      return label === undefined ? collectDeferred(facts, type, [selectionSet]) : [{ label, selectionSet }];
    }),
  );
}

/** The label under which a selection is deferred, as far as its document was given labels. */
export function deferLabelOf({ directives = [] }: SelectionNode): string | undefined {
  const defer = directives.find(({ name }) => name.value === 'defer');
  const label = defer?.arguments?.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}

function conditionApplies(schema: GraphQLSchema, condition: string, type: GraphQLCompositeType): boolean {
  if (condition === type.name) return true;
  const conditionType = schema.getType(condition);
  if (!isAbstractType(conditionType) || 'getTypes' in type) return false;
  return schema.isSubType(conditionType, type);
}

function isIncluded(
  directives: readonly DirectiveNode[] = [],
  conditions: Readonly<Record<string, unknown>>,
): boolean {
  return directives.every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? conditions[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return name === 'skip' ? !holds : holds;
  });
}
