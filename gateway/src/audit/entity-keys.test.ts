import { buildSchema, getVariableValues, parse } from 'graphql';
import { describe, expect, test } from '@jest/globals';
import { compileEntityKeys } from './entity-keys.ts';

const schema = buildSchema(`
  scalar Zip
  type Query { patient(id: ID!): Patient, patients(ids: [ID!]): [Patient], near(zip: Zip, name: String): Patient, orders(where: Where): Patient }
  type Patient { note(id: ID): String }
  input Where { patient: ID, clinics: [Clinic!], and: [Where!], name: String }
  input Clinic { id: ID!, name: String }
`);

function keysOf(query: string, variables: Record<string, unknown> = {}): readonly string[] {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('The first definition is the operation.');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const keys: string[] = [];
  compileEntityKeys(document, schema)(coerced ?? {}, (coordinate, key) => keys.push(`${coordinate} ${key}`));
  return keys;
}

describe('the entity keys of an operation', () => {
  test('are what it gives for an ID, written out or in a variable', () => {
    expect(keysOf('{ patient(id: "p1") { note(id: 7) } }')).toEqual([
      'Query.patient(id:) p1',
      'Patient.note(id:) 7',
    ]);
    expect(keysOf('query Q($id: ID!) { patient(id: $id) { note } }', { id: 'p2' })).toEqual([
      'Query.patient(id:) p2',
    ]);
  });

  test('are found in lists, in defaults and in fragments', () => {
    expect(keysOf('query Q($ids: [ID!] = ["p3"]) { patients(ids: $ids) { note } }')).toEqual([
      'Query.patients(ids:) p3',
    ]);
    expect(keysOf('query Q($one: ID!) { patients(ids: ["p4", $one]) { note } }', { one: 'p5' })).toEqual([
      'Query.patients(ids:) p4',
      'Query.patients(ids:) p5',
    ]);
    expect(keysOf('query Q { ...Of } fragment Of on Query { patient(id: "p6") { note } }')).toEqual([
      'Query.patient(id:) p6',
    ]);
  });

  test('are found in input objects, however deep, under the coordinate of their field', () => {
    const where = { patient: 'p7', and: [{ clinics: [{ id: 'c1', name: 'North' }] }], name: 'Doe' };

    expect(keysOf('query Q($where: Where) { orders(where: $where) { note } }', { where })).toEqual([
      'Where.patient p7',
      'Clinic.id c1',
    ]);
    expect(keysOf('{ orders(where: { clinics: { id: "c2" }, name: "Doe" }) { note } }')).toEqual([
      'Clinic.id c2',
    ]);
  });

  test('are nothing else: no names, no other scalars, no nulls', () => {
    expect(
      keysOf('query Q($zip: Zip) { near(zip: $zip, name: "Doe") { note(id: null) } }', { zip: '20500' }),
    ).toEqual([]);
  });
});
