import type { QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  parse,
} from 'graphql';
import type { RequiredFields } from '../supergraph/required-fields.ts';
import { fetchesIn } from './plan-fetches.ts';

interface Reading {
  readonly schema: GraphQLSchema;
  readonly required: RequiredFields;
  readonly wing: string;
  /** What the representations of an entity fetch tell the wing. */
  readonly told: ReadonlySet<string>;
}

/**
 * Whether a plan asks a wing for a field before it tells the wing what that field requires. The planner does so where a root that wings share
 * leads to a value that requires one that requires another; the wing would answer with a wrong value, and nobody would know.
 */
export function hasUnmetRequirement(
  { node }: QueryPlan,
  { schema, required }: Pick<Reading, 'schema' | 'required'>,
): boolean {
  return fetchesIn(node).some((fetch) => {
    const [definition] = parse(fetch.operation, { noLocation: true }).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) return false;
    const reading = { schema, required, wing: fetch.serviceName, told: namesIn(fetch.requires ?? []) };
    const root = schema.getRootType(definition.operation) ?? undefined;
    return isUnmetIn(definition.selectionSet, root, reading);
  });
}

function isUnmetIn(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  reading: Reading,
): boolean {
  const beside = new Set([...reading.told, ...selections.flatMap(nameOf)]);
  return selections.some((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const inner = condition === undefined ? type : reading.schema.getType(condition);
      return isUnmetIn(selection.selectionSet, inner, { ...reading, told: beside });
    }
    const { name, selectionSet } = selection;
    const needed = type && reading.required.neededFor(type.name, name.value, reading.wing);
    if (needed?.some((field) => !beside.has(field))) return true;
    if (!selectionSet) return false;
    const isEntities = name.value === '_entities';
    const field = type && 'getFields' in type ? type.getFields()[name.value] : undefined;
    const told = isEntities ? reading.told : nothing;
    return isUnmetIn(selectionSet, field && getNamedType(field.type), { ...reading, told });
  });
}

const nothing: ReadonlySet<string> = new Set();

function nameOf(selection: SelectionNode): readonly string[] {
  return selection.kind === Kind.FIELD ? [selection.name.value] : [];
}

function namesIn(selections: readonly QueryPlanSelectionNode[]): ReadonlySet<string> {
  const names = selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name] : [...namesIn(selection.selections)],
  );
  return new Set(names);
}
