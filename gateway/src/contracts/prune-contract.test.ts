import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildASTSchema, isInterfaceType, isObjectType, parse, print, validateSchema } from 'graphql';
import { pruneContract } from './prune-contract.ts';

const api = parse(`
  type Query { open: Int closed: Secret shape(by: By, kind: Kind): Shape any: Either node: Node }
  type Mutation { change(input: ChangeInput!): Change }
  input ChangeInput { kind: Kind at: Moment }
  input By { kind: Kind }
  enum Kind { A B }
  scalar Moment
  type Change { ok: Boolean errors: [Problem!]! }
  type Problem implements Told { message: String! }
  interface Told { message: String! }
  type Other implements Told { message: String! only: Int }
  type Secret { word: String inner: Inner }
  type Inner { depth: Int }
  interface Shape { area: Float name: String }
  type Circle implements Shape { area: Float name: String radius: Float }
  type Square implements Shape { area: Float name: String side: Float }
  union Either = Circle | Secret
  interface Node { id: ID }
  type Leaf implements Node { id: ID }
`);

const without = (...denied: string[]) => {
  const set = new Set(denied);
  return print(pruneContract(api, (type, field) => !set.has(`${type}.${field}`)));
};

test('a denied field is gone with every type that only it led to', () => {
  const contract = without('Query.closed', 'Query.any');

  expect(contract).not.toMatch(/closed|Secret|Inner|Either/);
  expect(contract).toContain('type Circle');
});

test('a union loses the member of which nothing may be seen, and goes with the last one', () => {
  const secret = ['Secret.word', 'Secret.inner'];

  expect(without(...secret)).toContain('union Either = Circle\n');
  expect(without(...secret, 'Circle.area', 'Circle.name', 'Circle.radius')).not.toContain('Either');
});

test('an interface no longer promises what one of its types may not give', () => {
  const contract = without('Circle.area');

  expect(contract).toMatch(/interface Shape {\s+name: String\s+}/);
  expect(contract).toMatch(/type Square implements Shape {\s+area: Float/);
});

test('inputs and scalars go with the last field that takes them', () => {
  expect(without('Mutation.change')).not.toMatch(/ChangeInput|Moment|type Mutation/);
  expect(without('Mutation.change')).toContain('enum Kind');
});

test('an interface that is only implemented shows no other of its types', () => {
  expect(without()).toMatch(/interface Told/);
  expect(without()).not.toContain('type Other');
});

test('a caller who may ask nothing still has a query type', () => {
  const contract = pruneContract(api, () => false);

  expect(print(contract)).toBe('type Query');
});

test('whatever is denied, what is left is a valid schema without the denied fields', () => {
  const coordinates = api.definitions.flatMap((type) =>
    (type.kind === 'ObjectTypeDefinition' || type.kind === 'InterfaceTypeDefinition') && type.fields
      ? type.fields.map((field) => `${type.name.value}.${field.name.value}`)
      : [],
  );
  fc.assert(
    fc.property(fc.subarray(coordinates), (denied) => {
      const set = new Set([...denied, 'Query.none']);
      const schema = buildASTSchema(
        pruneContract(api, (type, field) => !set.has(`${type}.${field}`)),
        { assumeValidSDL: true },
      );
      const errors = validateSchema(schema).map(({ message }) => message);
      const left = Object.values(schema.getTypeMap()).flatMap((type) =>
        isObjectType(type) || isInterfaceType(type)
          ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
          : [],
      );

      expect(errors.filter((message) => message !== 'Type Query must define one or more fields.')).toEqual(
        [],
      );
      expect(left.filter((coordinate) => set.has(coordinate))).toEqual([]);
    }),
  );
});
