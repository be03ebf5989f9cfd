import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How much a document asks for, with every fragment counted wherever it is spread; the worst of its operations. */
export interface DocumentMeasure {
  /** Levels of fields below the root; introspection counts. */
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  /** Fields that carry an alias, `__typename` and introspection included. */
  readonly aliases: number;
  /** Directives on anything, those on operations and fragments included. */
  readonly directives: number;
}

const nothing: DocumentMeasure = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };

/** Measures in time linear in the text: a fragment is measured once, however often it is spread. A cycle counts as endless depth. */
export function measureDocument(document: DocumentNode): DocumentMeasure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const measured = new Map<string, DocumentMeasure>();
  const endless: DocumentMeasure = { ...nothing, depth: Infinity };

  function measureFragment(name: string): DocumentMeasure {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, endless);
    const fragment = fragments.get(name);
    const measure = fragment
      ? add(measureSelections(fragment.selectionSet), directivesOf(fragment))
      : nothing;
    measured.set(name, measure);
    return measure;
  }

  function measureSelections(selectionSet: SelectionSetNode): DocumentMeasure {
    return selectionSet.selections.reduce((sum, selection) => add(sum, measureSelection(selection)), nothing);
  }

  function measureSelection(selection: SelectionNode): DocumentMeasure {
    const own = directivesOf(selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return add(own, measureFragment(selection.name.value));
    if (selection.kind === Kind.INLINE_FRAGMENT) return add(own, measureSelections(selection.selectionSet));
    const below = selection.selectionSet ? measureSelections(selection.selectionSet) : nothing;
    return {
      depth: below.depth + 1,
      fields: below.fields + 1,
      rootFields: 1,
      aliases: below.aliases + (selection.alias ? 1 : 0),
      directives: below.directives + own.directives,
    };
  }

  const unspread = [...fragments.keys()].map((name) => ({ ...measureFragment(name), rootFields: 0 }));
  const ofOperations = operations.map((operation) =>
    add(measureSelections(operation.selectionSet), variablesAndDirectivesOf(operation)),
  );
  return [...ofOperations, ...unspread].reduce(worst, nothing);
}

function directivesOf(node: SelectionNode | FragmentDefinitionNode): DocumentMeasure {
  return { ...nothing, directives: node.directives?.length ?? 0 };
}

function variablesAndDirectivesOf(operation: OperationDefinitionNode): DocumentMeasure {
  const onVariables = operation.variableDefinitions?.flatMap(({ directives }) => directives ?? []) ?? [];
  return { ...nothing, directives: onVariables.length + (operation.directives?.length ?? 0) };
}

function add(one: DocumentMeasure, other: DocumentMeasure): DocumentMeasure {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    rootFields: one.rootFields + other.rootFields,
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
  };
}

function worst(one: DocumentMeasure, other: DocumentMeasure): DocumentMeasure {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: Math.max(one.fields, other.fields),
    rootFields: Math.max(one.rootFields, other.rootFields),
    aliases: Math.max(one.aliases, other.aliases),
    directives: Math.max(one.directives, other.directives),
  };
}
