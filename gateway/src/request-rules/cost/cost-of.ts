import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isListType,
} from 'graphql';
import { fragmentsOf } from '../../execution/compiled/collect-fields.ts';
import { type CostFormula, type Variables, evaluate, greatestOf, productOf, sumOf } from './cost-formula.ts';
import type { CostMap } from './cost-map.ts';
import { compileAnswerCount } from './count-answer.ts';
import { compileSliceSize } from './slice-size.ts';

/** What an operation costs, in objects: one for each that may come back, more where the contract says so. */
export interface OperationCost {
  /** At most, from the operation and its coerced variables alone. Throws a `PublicError` for a negative size of a list. */
  estimate(variables: Variables): number;
  /** Of an answer, once it is there. */
  actual(data: unknown): number;
}

export interface CostModel {
  readonly schema: GraphQLSchema;
  readonly costs: CostMap;
  /** Length of a list of which the contract says nothing. */
  readonly assumedListSize: number;
}

/** A change costs more than the objects that it answers with: as much as federation routers count for it. */
const mutationWeight = 10;

const nothing: OperationCost = { estimate: () => 0, actual: () => 0 };

/**
 * The cost of one operation of a valid document, compiled once and evaluated for each set of variables. Without a document nothing runs and
 * nothing is charged.
 */
export function costOf(
  document: DocumentNode | undefined,
  operationName: string | undefined,
  model: CostModel,
): OperationCost {
  const operation = document && getOperationAST(document, operationName);
  const root = operation && model.schema.getRootType(operation.operation);
  return root ? compileCost(document, operation, root, model) : nothing;
}

function compileCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  root: GraphQLCompositeType,
  { schema, costs, assumedListSize }: CostModel,
): OperationCost {
  const fragments = fragmentsOf(document);
  const known = new Map<SelectionSetNode, Map<string, CostFormula>>();

  const weightOf = (typeName: string, field: FieldNode): number => {
    const definition = fieldOf(schema.getType(typeName), field.name.value);
    if (!definition) return 0;
    const named = getNamedType(definition.type);
    const coordinate = `${typeName}.${field.name.value}`;
    const ofArguments = (field.arguments ?? []).map(
      ({ name }) => costs.weightOf(`${coordinate}(${name.value}:)`) ?? 0,
    );
    const own = costs.weightOf(coordinate) ?? costs.weightOf(named.name) ?? (isCompositeType(named) ? 1 : 0);
    return ofArguments.reduce((sum, weight) => sum + weight, own);
  };

  /** An object of an abstract type is of one of its types: the dearest counts. */
  function ofSelections(
    selectionSet: SelectionSetNode,
    type: GraphQLCompositeType,
    sized: SizedFields,
  ): CostFormula {
    const memo = known.get(selectionSet) ?? new Map<string, CostFormula>();
    known.set(selectionSet, memo);
    const found = sized.names.length === 0 ? memo.get(type.name) : undefined;
    if (found !== undefined) return found;
    const cost = isAbstractType(type)
      ? greatestOf(
          schema.getPossibleTypes(type).map((possible) => ofSelections(selectionSet, possible, sized)),
        )
      : sumOf(selectionSet.selections.map((selection) => ofSelection(selection, type, sized)));
    if (sized.names.length === 0) memo.set(type.name, cost);
    return cost;
  }

  function ofSelection(
    selection: SelectionNode,
    type: GraphQLCompositeType,
    sized: SizedFields,
  ): CostFormula {
    if (selection.kind === Kind.FIELD) return whereIncluded(selection, ofField(selection, type, sized));
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (!fragment || (condition !== undefined && !isOf(type, condition))) return 0;
    return whereIncluded(selection, ofSelections(fragment.selectionSet, type, sized));
  }

  function isOf(type: GraphQLCompositeType, condition: string): boolean {
    if (type.name === condition) return true;
    const conditionType = schema.getType(condition);
    return isAbstractType(conditionType) && !('getTypes' in type) && schema.isSubType(conditionType, type);
  }

  function ofField(field: FieldNode, parent: GraphQLCompositeType, sized: SizedFields): CostFormula {
    const definition = fieldOf(parent, field.name.value);
    if (!definition) return 0;
    const named = getNamedType(definition.type);
    const listSize = costs.listSizeOf(parent.name, field.name.value);
    const slice = listSize && compileSliceSize(field, definition, listSize, assumedListSize);
    const names = listSize?.sizedFields ?? [];
    const below: SizedFields = { names, size: slice ?? 1 };
    const ofOne = sumOf([
      weightOf(parent.name, field),
      field.selectionSet && isCompositeType(named) ? ofSelections(field.selectionSet, named, below) : 0,
      // A negative size is refused also where the list itself is not asked for.
      typeof slice === 'function' ? (variables: Variables) => 0 * slice(variables) : 0,
    ]);
    if (sized.names.includes(field.name.value)) return productOf(sized.size, ofOne);
    if (slice !== undefined && names.length === 0) return productOf(slice, ofOne);
    return isListType(getNullableType(definition.type)) ? productOf(assumedListSize, ofOne) : ofOne;
  }

  const weightOfOperation = operation.operation === OperationTypeNode.MUTATION ? mutationWeight : 0;
  const formula = ofSelections(operation.selectionSet, root, { names: [], size: 1 });
  const count = compileAnswerCount(schema, document, root, weightOf)(operation.selectionSet);
  return {
    estimate: (variables) => weightOfOperation + evaluate(formula, variables),
    actual: (data) => weightOfOperation + count(data),
  };
}

/** Fields of an object whose length an argument above has set. */
interface SizedFields {
  readonly names: readonly string[];
  readonly size: CostFormula;
}

function fieldOf(type: unknown, name: string) {
  return isCompositeType(type) && 'getFields' in type ? type.getFields()[name] : undefined;
}

function whereIncluded({ directives = [] }: SelectionNode, cost: CostFormula): CostFormula {
  return directives.reduce<CostFormula>((sum, directive) => productOf(shareOf(directive), sum), cost);
}

/** 1 where the directive lets a selection stand, 0 where it does not. */
function shareOf({ name, arguments: values }: DirectiveNode): CostFormula {
  const isSkip = name.value === 'skip';
  const value = values?.find((argument) => argument.name.value === 'if')?.value;
  if (!isSkip && name.value !== 'include') return 1;
  if (value?.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    return (variables) => ((variables[variable] === true) === isSkip ? 0 : 1);
  }
  return (value?.kind === Kind.BOOLEAN && value.value) === isSkip ? 0 : 1;
}
