import { type GraphQLSchema, isAbstractType } from 'graphql';
import { type ResponseObject, ownValue } from './response-object.ts';

export type AppliesTo = (object: ResponseObject) => boolean;

/**
 * Whether an object meets a type condition, by its `__typename`. An object that does not tell its type meets it only where `whenUntold` says so.
 */
export function compileTypeCondition(
  schema: GraphQLSchema,
  condition: string,
  whenUntold: boolean,
): AppliesTo {
  const names = new Set([condition]);
  const type = schema.getType(condition);
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type);
    const interfaces = Object.values(schema.getTypeMap()).filter(
      (candidate) =>
        isAbstractType(candidate) && 'getFields' in candidate && schema.isSubType(type, candidate),
    );
    [...possible, ...interfaces].forEach(({ name }) => names.add(name));
  }
  return (object) => {
    const typename = ownValue(object, '__typename');
    return typeof typename === 'string' ? names.has(typename) : whenUntold;
  };
}
