import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  visit,
} from 'graphql';
import type { GraphQLCompositeType, GraphQLObjectType } from 'graphql';
import { type SelectionFacts, collectDeferred, collectFields, fragmentsOf } from './collect-fields.ts';
import { leafCheckOf } from './complete-leaf.ts';
import { type ResponseObject, isResponseObject, ownValue, setOwnValue, valueAt } from './response-object.ts';
import {
  type Complete,
  type DeferredPlace,
  type ShapeRun,
  explainNull,
  mayNotBeNull,
  reportValue,
} from './shape-run.ts';

export interface ShapeRequest {
  /** What the caller may know: the public schema or the caller's contract. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Whether the caller may not see a field: it is null wherever it stands, also where a plan had to fetch it for itself. */
  isDenied(type: string, field: string): boolean;
  /** Whether fragments under a labelled `@defer` are left out, to be shaped by themselves. */
  readonly defers?: boolean;
}

export interface ShapedAnswer {
  readonly data: ResponseObject | null;
  /** Values that a wing should not have given, and nulls where none may be and no other error says why. */
  readonly errors: readonly GraphQLFormattedError[];
  /** What was left out, in places that the answer still has. */
  readonly deferred: readonly DeferredPlace[];
}

/** The caller's answer from everything that the wings gave. `told` are the errors of the fetches. */
export type Shape = (
  found: ResponseObject,
  variables: Readonly<Record<string, unknown>>,
  told: readonly GraphQLFormattedError[],
) => ShapedAnswer;

/**
 * The answer's shape, compiled once for an operation: the caller's fields in the caller's order, aliases, fragments and conditions, nothing that the
 * planner added, and nulls that propagate as the specification says. Conditions are compiled for each set of their values.
 */
export function compileShape(request: ShapeRequest): Shape {
  const fragments = fragmentsOf(request.document);
  const conditionNames = conditionVariables(request.document);
  const shapes = new Map<string, Complete>();

  const shapeFor = (variables: Readonly<Record<string, unknown>>): Complete => {
    const key = conditionNames.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const known = shapes.get(key);
    if (known) return known;
    const { schema, defers = false } = request;
    const facts = { schema, fragments, conditions: variables, defers };
    const shape = compileRoot(request, facts);
    shapes.set(key, shape);
    return shape;
  };

  return (found, variables, told) => {
    const run: ShapeRun = { path: [], errors: [], told, deferred: [] };
    const data = shapeFor(variables)(found, run);
    return shapedAnswer(data, run);
  };
}

/** What was completed, as an answer; a deferred fragment below an object that became null is gone with it. */
export function shapedAnswer(completed: unknown, { errors, deferred, path }: ShapeRun): ShapedAnswer {
  const data = isResponseObject(completed) ? completed : null;
  const stands = (place: DeferredPlace) => isResponseObject(valueAt(data, place.path.slice(path.length)));
  return { data, errors, deferred: deferred.filter(stands) };
}

function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: values }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of values ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function compileRoot(request: ShapeRequest, facts: SelectionFacts): Complete {
  const type = request.schema.getRootType(request.operation.operation);
  if (!type) throw new Error(`The schema has no ${request.operation.operation}.`);
  const complete = compileObject(request, facts, type, [request.operation.selectionSet]);
  const asked = [...collectFields(facts, type, [request.operation.selectionSet])].filter(
    ([, [node]]) =>
      node && !node.name.value.startsWith('__') && !request.isDenied(type.name, node.name.value),
  );
  return (value, run) => {
    for (const [name] of asked)
      if (run.told.length === 0 && !answers(value, name)) reportUnanswered(run, name);
    return complete(value, run);
  };
}

function answers(value: unknown, name: string): boolean {
  return isResponseObject(value) && ownValue(value, name) !== undefined;
}

/** A plan that asks no wing for a field of the root would otherwise give a null that nobody explains. */
function reportUnanswered(run: ShapeRun, name: string): void {
  run.errors.push({
    message: 'No wing can answer this field.',
    path: [name],
    extensions: { code: 'UNANSWERABLE' },
  });
}

interface FieldShape {
  readonly name: string;
  readonly complete: Complete;
  readonly isDenied: boolean;
  readonly nonNull: boolean;
}

/** An object of one type. Its fields are compiled when the first such object comes. */
function compileObject(
  request: ShapeRequest,
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): Complete {
  let fields: readonly FieldShape[] | undefined;
  const deferred = collectDeferred(facts, type, selectionSets).map(({ label, selectionSet }) => ({
    label,
    complete: compileObject(request, facts, type, [selectionSet]),
  }));
  return (value, run) => {
    if (!isResponseObject(value)) return reportValue(run, 'This is not an object.');
    fields ??= [...collectFields(facts, type, selectionSets)].map(([name, nodes]) =>
      compileField(
        request,
        facts,
        type,
        name,
        nodes[0]?.name.value ?? name,
        nodes.flatMap((node) => node.selectionSet ?? []),
      ),
    );
    const shaped: ResponseObject = {};
    for (const field of fields) {
      const completed = completeField(field, value, run);
      if (completed === mayNotBeNull) return mayNotBeNull;
      setOwnValue(shaped, field.name, completed);
    }
    for (const part of deferred) run.deferred.push({ ...part, path: [...run.path] });
    return shaped;
  };
}

function compileField(
  request: ShapeRequest,
  facts: SelectionFacts,
  parent: GraphQLCompositeType,
  responseName: string,
  fieldName: string,
  selectionSets: readonly SelectionSetNode[],
): FieldShape {
  if (fieldName === '__typename') {
    const complete = () => (isObjectType(parent) ? parent.name : null);
    return { name: responseName, complete, isDenied: false, nonNull: true };
  }
  if (fieldName.startsWith('__'))
    return { name: responseName, complete: (value) => value, isDenied: false, nonNull: false };

  const type = 'getFields' in parent ? parent.getFields()[fieldName]?.type : undefined;
  if (!type) throw new Error(`${parent.name} has no field ${fieldName}.`);
  return {
    name: responseName,
    complete: compileValue(request, facts, type, selectionSets),
    isDenied: request.isDenied(parent.name, fieldName),
    nonNull: isNonNullType(type),
  };
}

function completeField(field: FieldShape, parent: ResponseObject, run: ShapeRun): unknown {
  if (field.isDenied) return field.nonNull ? mayNotBeNull : null;
  run.path.push(field.name);
  const completed = field.complete(ownValue(parent, field.name) ?? null, run);
  const propagates = field.nonNull && (completed === null || completed === mayNotBeNull);
  if (propagates && completed === null) explainNull(run);
  run.path.pop();
  if (propagates) return mayNotBeNull;
  return completed === mayNotBeNull ? null : completed;
}

/** A value of a type; gives null, `mayNotBeNull` where a null inside could not stand, or the completed value. */
function compileValue(
  request: ShapeRequest,
  facts: SelectionFacts,
  type: GraphQLOutputType,
  selectionSets: readonly SelectionSetNode[],
): Complete {
  if (isNonNullType(type)) return compileValue(request, facts, type.ofType, selectionSets);
  if (isListType(type)) return compileList(request, facts, type.ofType, selectionSets);
  if (isLeafType(type)) {
    const isValid = leafCheckOf(type);
    return (value, run) =>
      value === null || isValid(value) ? value : reportValue(run, 'The wing gave a value of another type.');
  }
  const complete = isObjectType(type)
    ? compileObject(request, facts, type, selectionSets)
    : compileAbstract(request, facts, type, selectionSets);
  return (value, run) => (value === null ? null : complete(value, run));
}

function compileList(
  request: ShapeRequest,
  facts: SelectionFacts,
  itemType: GraphQLOutputType,
  selectionSets: readonly SelectionSetNode[],
): Complete {
  const complete = compileValue(request, facts, itemType, selectionSets);
  const nonNull = isNonNullType(itemType);
  return (value, run) => {
    if (value === null) return null;
    if (!Array.isArray(value)) return reportValue(run, 'This is not a list.');
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      run.path.push(index);
      const item = complete(value[index] ?? null, run);
      const propagates = nonNull && (item === null || item === mayNotBeNull);
      if (propagates && item === null) explainNull(run);
      run.path.pop();
      if (propagates) return mayNotBeNull;
      items.push(item === mayNotBeNull ? null : item);
    }
    return items;
  };
}

/** An object whose type its `__typename` tells; one that is not public is null. */
function compileAbstract(
  request: ShapeRequest,
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): Complete {
  const byTypename = new Map<unknown, Complete | undefined>();
  const completeFor = (typename: unknown): Complete | undefined => {
    const told = typeof typename === 'string' ? request.schema.getType(typename) : type;
    if (!isCompositeType(told) || !mayStandFor(request.schema, type, told)) return undefined;
    return compileObject(request, facts, told, selectionSets);
  };
  return (value, run) => {
    const typename = isResponseObject(value) ? ownValue(value, '__typename') : undefined;
    if (!byTypename.has(typename)) byTypename.set(typename, completeFor(typename));
    const complete = byTypename.get(typename);
    return complete
      ? complete(value, run)
      : reportValue(run, 'The wing gave an object of a type that is not public here.');
  };
}

function mayStandFor(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  told: GraphQLCompositeType,
): told is GraphQLObjectType {
  if (told === type) return true;
  return isAbstractType(type) && !('getTypes' in told) && schema.isSubType(type, told);
}
