import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
  Kind,
  getNamedType,
  isCompositeType,
} from 'graphql';
import { fragmentsOf } from '../../execution/compiled/collect-fields.ts';
import { isResponseObject, ownValue } from '../../execution/compiled/response-object.ts';

/** What one object of a field weighs, and the fields below that weigh anything. */
interface Weighed {
  readonly key: string;
  readonly weight: number;
  readonly below: readonly Weighed[];
}

export type WeightOfField = (typeName: string, field: FieldNode) => number;

/**
 * Counts what an answer cost: every object that is there, and no leaf without a weight of its own. Compiled once, so that an answer is walked
 * only where something weighs.
 */
export function compileAnswerCount(
  schema: GraphQLSchema,
  document: DocumentNode,
  root: GraphQLCompositeType,
  weightOf: WeightOfField,
): (selectionSet: SelectionSetNode) => (data: unknown) => number {
  const fragments = fragmentsOf(document);

  function weigh(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): readonly Weighed[] {
    const found = new Map<
      string,
      { weight: number; sets: SelectionSetNode[]; type: GraphQLCompositeType | undefined }
    >();
    const visit = (selectionSet: SelectionSetNode, parent: GraphQLCompositeType): void => {
      for (const selection of selectionSet.selections) {
        if (selection.kind === Kind.FIELD) {
          noteField(selection, parent);
          continue;
        }
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
        if (fragment) visit(fragment.selectionSet, isCompositeType(condition) ? condition : parent);
      }
    };
    const noteField = (field: FieldNode, parent: GraphQLCompositeType): void => {
      const definition = 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
      if (!definition) return;
      const key = field.alias?.value ?? field.name.value;
      const named = getNamedType(definition.type);
      const entry = found.get(key) ?? { weight: 0, sets: [], type: undefined };
      found.set(key, entry);
      entry.weight = Math.max(entry.weight, weightOf(parent.name, field));
      if (isCompositeType(named)) entry.type = named;
      if (field.selectionSet) entry.sets.push(field.selectionSet);
    };
    for (const selectionSet of selectionSets) visit(selectionSet, type);
    return [...found]
      .map(([key, entry]) => ({
        key,
        weight: entry.weight,
        below: entry.type ? weigh(entry.sets, entry.type) : [],
      }))
      .filter(({ weight, below }) => weight > 0 || below.length > 0);
  }

  return (selectionSet) => {
    const fields = weigh([selectionSet], root);
    return (data) => countFields(data, fields);
  };
}

function countFields(value: unknown, fields: readonly Weighed[]): number {
  if (!isResponseObject(value)) return 0;
  let count = 0;
  for (const field of fields) count += countValue(ownValue(value, field.key), field);
  return count;
}

function countValue(value: unknown, field: Weighed): number {
  if (value === null || value === undefined) return 0;
  if (!Array.isArray(value)) return field.weight + countFields(value, field.below);
  let count = 0;
  for (const item of value) count += countValue(item, field);
  return count;
}
