import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { writeField } from './write-operation.ts';

type Field = GraphQLField<unknown, unknown>;

/** A syntax by which the fields of a type can be asked. */
interface Route {
  readonly name: string;
  /** What stands in the selection of the type; `keyOf` says under which key a field is answered. */
  select(type: GraphQLObjectType, fields: readonly Field[]): string;
  fragments?(type: GraphQLObjectType, fields: readonly Field[]): string;
  keyOf(field: Field): string;
}

const plain = (fields: readonly Field[], directives = '') =>
  fields.map((field) => writeField(field, directives)).join(' ');
const ownKey = ({ name }: Field) => name;

export const routes: readonly [Route, ...Route[]] = [
  { name: 'plainly', select: (_type, fields) => plain(fields), keyOf: ownKey },
  {
    name: 'by alias, beside __typename',
    select: (_type, fields) =>
      `__typename ${fields.map((field) => `other_${field.name}: ${writeField(field)}`).join(' ')}`,
    keyOf: ({ name }) => `other_${name}`,
  },
  {
    name: 'in a fragment without a type',
    select: (_type, fields) => `... { ${plain(fields)} }`,
    keyOf: ownKey,
  },
  {
    name: 'in nested inline fragments',
    select: ({ name }, fields) => `... on ${name} { ... on ${name} @include(if: true) { ${plain(fields)} } }`,
    keyOf: ownKey,
  },
  {
    name: 'in named fragments, one in the other',
    select: () => '...Outer',
    fragments: ({ name }, fields) =>
      `fragment Inner on ${name} { ${plain(fields)} } fragment Outer on ${name} { ...Inner }`,
    keyOf: ownKey,
  },
  {
    name: 'under @include by a variable',
    select: (_type, fields) => plain(fields, '@include(if: $yes)'),
    keyOf: ownKey,
  },
  {
    name: 'under @skip by a variable',
    select: (_type, fields) => plain(fields, '@skip(if: $no)'),
    keyOf: ownKey,
  },
  {
    name: 'through its interfaces',
    select: (type, fields) =>
      type
        .getInterfaces()
        .map((one) => `... on ${one.name} { ${plain(fields.filter(({ name }) => name in one.getFields()))} }`)
        .filter((text) => !text.endsWith('{  }'))
        .join(' ') || '__typename',
    keyOf: ownKey,
  },
];

/** Whether a route can ask this field of the type. */
export function isOnRoute(route: Route, type: GraphQLObjectType, field: Field): boolean {
  if (route.name !== 'through its interfaces') return true;
  return type.getInterfaces().some((one) => field.name in one.getFields());
}
