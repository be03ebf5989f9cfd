import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  isCompositeType,
  isNonNullType,
  visit,
} from 'graphql';
import { type Condition, conditionsOf } from './conditions.ts';
import { type DeniedField, isRefusedMutation, listDepthOf, nullableDepthOf } from './denied-field.ts';
import { deferLabelOf } from '../execution/compiled/collect-fields.ts';
import type { FieldAccess } from './field-access.ts';

export interface FilteredOperation {
  /** What is left to ask, without fragments and without variables that nothing uses; undefined where nothing is left. */
  readonly document: DocumentNode | undefined;
  readonly denied: readonly DeniedField[];
  /** Paths of the leaves that are left, joined by dots; another type may be denied the same path. */
  readonly allowed: ReadonlySet<string>;
}

interface Place {
  readonly type: GraphQLCompositeType;
  readonly path: readonly string[];
  readonly nullableAt: number;
  readonly conditions: readonly Condition[];
  readonly deferredIn: string | undefined;
}

/**
 * Takes out of a valid operation what the viewer may not see, before it is planned: a wing of which nothing may be seen
 * is then never asked. A selection that empties keeps `__typename`, so that its parent can still be told from null.
 * A mutation with a denied root field keeps nothing: it happens whole or not at all.
 */
export function filterOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  missingFor: FieldAccess,
): FilteredOperation {
  const fragments = fragmentsOf(document);
  const denied: DeniedField[] = [];
  const allowed = new Set<string>();

  function filterSelections(selectionSet: SelectionSetNode, place: Place): readonly SelectionNode[] {
    return selectionSet.selections.flatMap((selection) => filterSelection(selection, place));
  }

  function filterSelection(selection: SelectionNode, place: Place): readonly SelectionNode[] {
    const conditions = [...place.conditions, ...conditionsOf(selection)];
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const field = 'getFields' in place.type ? place.type.getFields()[name] : undefined;
      if (!field) return [selection];

      const type = getNamedType(field.type);
      const path = [...place.path, selection.alias?.value ?? name];
      const missing = missingFor(place.type.name, name);
      if (missing) {
        const nullableAt = isNonNullType(field.type) ? place.nullableAt : path.length;
        denied.push({ path, conditions, missing, nullableAt, deferredIn: place.deferredIn });
        return [];
      }
      if (!selection.selectionSet || !isCompositeType(type)) {
        allowed.add(path.join('.'));
        return [selection];
      }
      const nullableAt = nullableDepthOf(field.type, path.length, place.nullableAt);
      const { deferredIn } = place;
      const below = { type, path: [...path, ...listDepthOf(field.type)], nullableAt, conditions, deferredIn };
      const selections = filterSelections(selection.selectionSet, below);
      const kept = selections.length > 0 ? selections : [typename];
      return [{ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: kept } }];
    }
    return filterFragment(selection, { ...place, conditions });
  }

  function filterFragment(
    selection: Exclude<SelectionNode, { kind: Kind.FIELD }>,
    place: Place,
  ): readonly SelectionNode[] {
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const condition = fragment.typeCondition;
    const type = condition ? schema.getType(condition.name.value) : place.type;
    if (!isCompositeType(type)) return [];
    const deferredIn = deferLabelOf(selection) ?? place.deferredIn;
    const selections = filterSelections(fragment.selectionSet, { ...place, type, deferredIn });
    if (selections.length === 0) return [];
    const { directives } = selection;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(condition ? { typeCondition: condition } : {}),
        ...(directives ? { directives } : {}),
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ];
  }

  const root = schema.getRootType(operation.operation);
  if (!root) return { document, denied, allowed };
  const selections = filterSelections(operation.selectionSet, {
    type: root,
    path: [],
    nullableAt: 0,
    conditions: [],
    deferredIn: undefined,
  });
  if (denied.length === 0) return { document, denied, allowed };
  if (selections.length === 0 || isRefusedMutation(operation, denied))
    return { document: undefined, denied, allowed };
  return { document: documentOf(operation, selections), denied, allowed };
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const definitions = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
}

function documentOf(operation: OperationDefinitionNode, selections: readonly SelectionNode[]): DocumentNode {
  const filtered = { ...operation, selectionSet: { kind: Kind.SELECTION_SET as const, selections } };
  const used = new Set<string>();
  const withoutVariables = { ...filtered, variableDefinitions: [] };
  visit(withoutVariables, { Variable: (node) => void used.add(node.name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...filtered, ...(variableDefinitions ? { variableDefinitions } : {}) }],
  };
}
