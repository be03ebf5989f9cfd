import { type GraphQLOutputType, isNonNullType, locatedError, responsePathAsArray } from 'graphql';
import type { Complete, Place } from './compile-completion.ts';
import type { CompiledField } from './compile-field.ts';
import type { OperationRun, Path } from './operation-run.ts';

/** The fields of an object, side by side; a promise where one of them is. */
export function runFields(
  run: OperationRun,
  fields: readonly CompiledField[],
  source: unknown,
  path: Path | undefined,
): unknown {
  const answer: Record<string, unknown> = Object.create(null);
  const pending: Promise<void>[] = [];
  try {
    for (const field of fields) put(answer, field.key, runField(run, field, source, path), pending);
  } catch (cause) {
    if (pending.length === 0) throw cause;
    // The others may fail as well; somebody must have waited for them.
    return Promise.all(pending).finally(() => {
      throw cause;
    });
  }
  return pending.length === 0 ? answer : Promise.all(pending).then(() => answer);
}

/** The fields of an object, each when the one before has ended. Source: GraphQL, October 2021, section 6.3.1. */
export async function runFieldsInTurn(
  run: OperationRun,
  fields: readonly CompiledField[],
): Promise<Record<string, unknown>> {
  const answer: Record<string, unknown> = Object.create(null);
  for (const field of fields) answer[field.key] = await runField(run, field, undefined, undefined);
  return answer;
}

function put(answer: Record<string, unknown>, key: string, value: unknown, pending: Promise<void>[]): void {
  answer[key] = value;
  if (isPromise(value)) {
    pending.push(
      value.then((resolved) => {
        answer[key] = resolved;
      }),
    );
  }
}

function runField(
  run: OperationRun,
  field: CompiledField,
  source: unknown,
  parentPath: Path | undefined,
): unknown {
  const plain = field.plainLeaf && readPlainLeaf(field, source);
  if (plain != null) return plain;
  const { parentType, definition, nodes, key } = field;
  const path: Path = { prev: parentPath, key, typename: parentType.name };
  const info = {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path,
    schema: run.schema,
    fragments: run.fragments,
    rootValue: undefined,
    operation: run.operation,
    variableValues: run.variables,
  };
  const place: Place = { run, field, info, path };
  const { type } = definition;
  try {
    const result: unknown = field.resolve(source, field.valuesOf(run.variables), run.contextValue, info);
    return completeSafely(place, { type, complete: field.complete }, result);
  } catch (cause) {
    return fail(place, type, cause);
  }
}

/** The value of a property that is there and good; undefined where the long way must tell what it is. */
function readPlainLeaf({ plainLeaf, definition }: CompiledField, source: unknown): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const value: unknown = Reflect.get(source, definition.name);
  if (value == null || typeof value === 'function' || isPromise(value) || value instanceof Error)
    return undefined;
  try {
    return plainLeaf?.serialize(value);
  } catch {
    return undefined;
  }
}

/** Completes a value; what goes wrong with it makes it null and is told, or is thrown on where it may not be null. */
export function completeSafely(
  place: Place,
  { type, complete }: { readonly type: GraphQLOutputType; readonly complete: Complete },
  value: unknown,
): unknown {
  try {
    const completed = isPromise(value)
      ? value.then((resolved) => complete(place, resolved))
      : complete(place, value);
    return isPromise(completed)
      ? completed.then(undefined, (cause: unknown) => fail(place, type, cause))
      : completed;
  } catch (cause) {
    return fail(place, type, cause);
  }
}

function fail({ run, field, path }: Place, type: GraphQLOutputType, cause: unknown): null {
  const error = locatedError(cause, field.nodes, responsePathAsArray(path));
  if (isNonNullType(type)) throw error;
  run.errors.add(error, path);
  return null;
}

/** Whether a value is to be waited for. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
