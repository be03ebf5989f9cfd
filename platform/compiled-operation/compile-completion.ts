import {
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  defaultTypeResolver,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { CompiledField } from './compile-field.ts';
import { completeSafely, isPromise, runFields } from './run-fields.ts';
import type { OperationRun, Path } from './operation-run.ts';

/** Where a value stands: in which run, for which field, at which path. */
export interface Place {
  readonly run: OperationRun;
  readonly field: CompiledField;
  readonly info: GraphQLResolveInfo;
  readonly path: Path;
}

/** A resolver's result as its part of the answer, or a promise of it. Throws what makes the part null. */
export type Complete = (place: Place, value: unknown) => unknown;

/** The completion of values of a type. Source: GraphQL, October 2021, section 6.4.3. */
export function compileCompletion(schema: GraphQLSchema, type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) {
    const complete = compileCompletion(schema, type.ofType);
    return (place, value) => {
      const completed = complete(place, value);
      if (completed !== null) return completed;
      const { parentType, fieldName } = place.info;
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${fieldName}.`);
    };
  }
  const complete = compileNullable(schema, type);
  return (place, value) => {
    if (value instanceof Error) throw value;
    return value == null ? null : complete(place, value);
  };
}

function compileNullable(schema: GraphQLSchema, type: GraphQLOutputType): Complete {
  if (isListType(type)) return listCompletion(type.ofType, compileCompletion(schema, type.ofType));
  if (isLeafType(type)) return (_place, value) => serialized(type, value);
  if (isAbstractType(type)) return abstractCompletion(schema, type);
  if (isObjectType(type)) return (place, value) => completeObject(place, type, value);
  throw new Error(`${String(type)} is no type of an answer.`);
}

function completeObject({ run, field, path }: Place, type: GraphQLObjectType, value: unknown): unknown {
  return runFields(run, field.fieldsOf(type), value, path);
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const result: unknown = type.serialize(value);
  if (result == null) throw new Error(`A value of ${type.name} became none when it was written.`);
  return result;
}

function listCompletion(itemType: GraphQLOutputType, complete: Complete): Complete {
  return (place, value) => {
    if (!isIterable(value)) {
      throw new Error(`${place.info.parentType.name}.${place.info.fieldName} gave no list.`);
    }
    const items: unknown[] = [];
    try {
      for (const item of value) {
        const path = { prev: place.path, key: items.length, typename: undefined };
        items.push(completeSafely({ ...place, path }, { type: itemType, complete }, item));
      }
    } catch (cause) {
      // What was begun may fail as well, and nobody waits for it any more.
      items.filter(isPromise).forEach((pending) => void pending.catch(() => {}));
      throw cause;
    }
    return items.some(isPromise) ? Promise.all(items) : items;
  };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function abstractCompletion(schema: GraphQLSchema, type: GraphQLAbstractType): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const concrete = (name: unknown): GraphQLObjectType => {
    const found = typeof name === 'string' ? schema.getType(name) : undefined;
    if (isObjectType(found) && schema.isSubType(type, found)) return found;
    throw new Error(`A value of ${type.name} does not say which of its types it is.`);
  };
  return (place, value) => {
    const name: unknown = resolveType(value, place.run.contextValue, place.info, type);
    return isPromise(name)
      ? name.then((resolved) => completeObject(place, concrete(resolved), value))
      : completeObject(place, concrete(name), value);
  };
}
