import fc from 'fast-check';
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

const sampleIds = ['1', '2', '3', 'u1', 'missing'];

/** Valid queries of a schema, up to four levels deep: aliases, fragments, `@include` on `$flag`, arguments that are texts or ids. */
export function randomOperation(schema: () => GraphQLSchema): fc.Arbitrary<string> {
  return fc.infiniteStream(fc.nat(999)).map((stream) => {
    const next = (below: number) => (stream.next().value ?? 0) % below;
    const query = schema().getQueryType();
    if (!query) throw new Error('The schema has no query.');
    return `query($flag: Boolean!) { ${selections(schema(), query, 4, next)} __typename @skip(if: $flag) }`;
  });
}

type Next = (below: number) => number;

function selections(schema: GraphQLSchema, type: GraphQLCompositeType, depth: number, next: Next): string {
  const fields = isUnionType(type) ? [] : Object.values(type.getFields());
  const open = fields.filter((field) => depth > 1 || !isCompositeType(getNamedType(field.type)));
  const chosen = open.filter(() => next(3) > 0).map((field) => printField(schema, field, depth, next));
  const fragments = isObjectType(type)
    ? []
    : schema
        .getPossibleTypes(type)
        .filter(() => next(2) > 0)
        .map((possible) => `... on ${possible.name} { ${selections(schema, possible, depth - 1, next)} }`);
  const all = [...chosen, ...fragments];
  return all.length > 0 ? all.join(' ') : '__typename';
}

function printField(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  next: Next,
): string {
  const values = field.args
    .filter((argument) => isNonNullType(argument.type))
    .map((argument) => `${argument.name}: ${JSON.stringify(sampleIds[next(sampleIds.length)])}`);
  const call = values.length > 0 ? `(${values.join(', ')})` : '';
  // Two calls of one field may differ in their values: each gets a name of its own.
  const alias = values.length > 0 ? `${field.name}${next(999)}: ` : '';
  const condition = next(6) === 0 ? ' @include(if: $flag)' : '';
  const type = getNamedType(field.type);
  const inner = isCompositeType(type) ? ` { ${selections(schema, type, depth - 1, next)} }` : '';
  return `${alias}${field.name}${call}${condition}${inner}`;
}
