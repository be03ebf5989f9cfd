import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  parse,
  print,
  stripIgnoredCharacters,
} from 'graphql';
import type { SharedFields } from '../supergraph/shared-fields.ts';

type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;

/**
 * The same plan, in which root fetches that run side by side for one root field all bring the leaves that each can bring,
 * such as the key. The planner asks only one of them; when that wing is down, a key that may not be null would blank what
 * the others brought.
 */
export function shareLeaves(plan: QueryPlan, fields: SharedFields): QueryPlan {
  const { node } = plan;
  if (!node || node.kind === 'Subscription') return plan;
  const wanted = new Map<string, Map<string, FieldNode>>();
  const fetches = rootFetchesOf(node);
  if (fetches.length < 2) return plan;

  for (const fetch of fetches) {
    for (const root of rootFieldsOf(fetch)) {
      const leaves = wanted.get(rootKeyOf(root)) ?? new Map<string, FieldNode>();
      leavesOf(root).forEach((leaf) => leaves.set(responseKeyOf(leaf), leaf));
      wanted.set(rootKeyOf(root), leaves);
    }
  }
  const shared = new Map<PlanNode, FetchNode>(
    fetches.map((fetch) => [fetch, withLeaves(fetch, (root) => missingLeaves(fetch, root))]),
  );
  return { ...plan, node: replace(node, shared) };

  function missingLeaves(fetch: FetchNode, root: FieldNode): readonly FieldNode[] {
    const type = fields.typeOfRootField(root.name.value);
    const present = new Set((root.selectionSet?.selections ?? []).map(responseKeyOf));
    return [...(wanted.get(rootKeyOf(root))?.values() ?? [])].filter(
      (leaf) =>
        type !== undefined &&
        !present.has(responseKeyOf(leaf)) &&
        fields.isIn(type, leaf.name.value, fetch.serviceName),
    );
  }
}

/** The fetches that begin a plan of queries and need nothing from another. */
function rootFetchesOf(node: PlanNode): readonly FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return node.requires || node.operationKind !== 'query' ? [] : [node];
    case 'Parallel':
      return node.nodes.flatMap(rootFetchesOf);
    case 'Sequence':
      return node.nodes.slice(0, 1).flatMap(rootFetchesOf);
    case 'Flatten':
    case 'Defer':
    case 'Condition':
      return [];
  }
}

function rootFieldsOf(fetch: FetchNode): readonly FieldNode[] {
  return (operationOf(parse(fetch.operation))?.selectionSet.selections ?? []).filter(
    (selection) => selection.kind === Kind.FIELD,
  );
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  return definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** Two root fields are one where key, name and values agree; directives make them different. */
function rootKeyOf(field: FieldNode): string {
  return print({ ...field, selectionSet: undefined });
}

function leavesOf({ selectionSet }: FieldNode): readonly FieldNode[] {
  return (selectionSet?.selections ?? []).filter(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD &&
      !selection.selectionSet &&
      !selection.arguments?.length &&
      !selection.directives?.length &&
      selection.name.value !== '__typename',
  );
}

function responseKeyOf(selection: SelectionNode): string {
  if (selection.kind !== Kind.FIELD) return '';
  return selection.alias?.value ?? selection.name.value;
}

function withLeaves(fetch: FetchNode, missing: (root: FieldNode) => readonly FieldNode[]): FetchNode {
  const document = parse(fetch.operation);
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((selection) =>
      selection.kind === Kind.FIELD ? withSelections(selection, missing(selection)) : selection,
    );
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return { ...fetch, operation: stripIgnoredCharacters(print({ ...document, definitions })) };
}

function withSelections(field: FieldNode, more: readonly FieldNode[]): FieldNode {
  const { selectionSet } = field;
  if (!selectionSet || more.length === 0) return field;
  return { ...field, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, ...more] } };
}

function replace(node: PlanNode, shared: ReadonlyMap<PlanNode, FetchNode>): PlanNode {
  switch (node.kind) {
    case 'Parallel':
    case 'Sequence':
      return { ...node, nodes: node.nodes.map((child) => replace(child, shared)) };
    case 'Fetch':
    case 'Flatten':
    case 'Defer':
    case 'Condition':
      return shared.get(node) ?? node;
  }
}
