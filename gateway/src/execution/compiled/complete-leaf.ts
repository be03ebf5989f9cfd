import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';

export type IsValidLeaf = (value: unknown) => boolean;

const anything: IsValidLeaf = () => true;

const builtIn: Readonly<Record<string, IsValidLeaf>> = {
  [GraphQLString.name]: (value) => typeof value === 'string',
  [GraphQLBoolean.name]: (value) => typeof value === 'boolean',
  [GraphQLInt.name]: (value) => Number.isInteger(value),
  [GraphQLFloat.name]: (value) => typeof value === 'number' && Number.isFinite(value),
  [GraphQLID.name]: (value) => typeof value === 'string' || Number.isInteger(value),
};

/** Whether a wing's value is one that the public type knows: an enum value that is not public must not leave. */
export function leafCheckOf(type: GraphQLLeafType): IsValidLeaf {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return builtIn[type.name] ?? anything;
}
