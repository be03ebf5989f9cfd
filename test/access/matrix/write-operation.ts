import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** One field on the way to a type. */
export interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly to: GraphQLObjectType;
}

/** Ways from a root to every object type, the shortest over fields that pass; a type that none leads to is not there. */
export function findWays(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  passes: (step: Step) => boolean,
): ReadonlyMap<GraphQLObjectType, readonly Step[]> {
  const ways = new Map<GraphQLObjectType, readonly Step[]>([[root, []]]);
  for (const [parent, way] of ways) {
    for (const step of stepsFrom(schema, parent)) {
      if (!ways.has(step.to) && passes(step)) ways.set(step.to, [...way, step]);
    }
  }
  return ways;
}

/** Every step that leads on from a type; an interface or union leads to each of its types. */
export function stepsFrom(schema: GraphQLSchema, parent: GraphQLObjectType): readonly Step[] {
  return Object.values(parent.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    return types.map((to) => ({ parent, field, to }));
  });
}

/** The selection that leads along a way; each step has the response key `s0`, `s1`, ... */
export function writeAlong(way: readonly Step[], innermost: string): string {
  return way.reduceRight(
    (inner, { field, to }, index) => `s${index}: ${call(field)} { ... on ${to.name} { ${inner} } }`,
    innermost,
  );
}

/** A field as it can be asked: arguments that it needs, and `__typename` where it must have a selection. */
export function writeField(field: GraphQLField<unknown, unknown>, directives = ''): string {
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  return `${call(field)} ${directives} ${selection}`;
}

function call(field: GraphQLField<unknown, unknown>): string {
  const needed = field.args.filter(isRequiredArgument).map(({ name, type }) => `${name}: ${literal(type)}`);
  return needed.length > 0 ? `${field.name}(${needed.join(', ')})` : field.name;
}

const literals: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1.5',
  Boolean: 'true',
  Date: '"2026-11-23"',
  DateTime: '"2026-11-23T00:00:00.000Z"',
  Duration: '"PT1H"',
  ZipCode: '"20001"',
  CountyFips: '"11001"',
};

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) return literals[type.name] ?? '"1"';
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return `{ ${given.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
}
