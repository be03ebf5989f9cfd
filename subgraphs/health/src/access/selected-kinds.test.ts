import { expect, test } from '@jest/globals';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { selectedFields, selectedKinds } from './selected-kinds.ts';

function selectionOf(source: string, variableValues: Record<string, unknown> = {}) {
  const { definitions } = parse(source);
  const operation = definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  const fieldNodes = (operation?.selectionSet.selections ?? []).filter((node) => node.kind === Kind.FIELD);
  return {
    fieldNodes,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    variableValues,
  };
}

test.each([
  ['the patient alone', '{ patient { id name { text } } }', []],
  [
    'lists',
    '{ patient { conditions { totalCount } procedures { totalCount } } }',
    ['Condition', 'Procedure'],
  ],
  [
    'sections of a summary',
    '{ patient { summary { problems { state } results { state } } } }',
    ['Condition', 'Observation'],
  ],
  ['a raw type by argument', '{ patient { records(fhirType: "CarePlan") { totalCount } } }', ['CarePlan']],
  ['a text that is no type', '{ patient { records(fhirType: "not a type") { totalCount } } }', []],
  [
    'fragments',
    '{ patient { ...f ... on Patient { allergies { totalCount } } } } fragment f on Patient { immunizations { totalCount } }',
    ['AllergyIntolerance', 'Immunization'],
  ],
  [
    'a page of patients',
    '{ patients { edges { node { medications { totalCount } } } nodes { conditions { totalCount } } } }',
    ['Condition', 'MedicationRequest'],
  ],
  ['aliases', '{ patient { mine: conditions { totalCount } } }', ['Condition']],
])('an event names the kinds of %s', (_what, source, kinds) => {
  expect(selectedKinds(selectionOf(source))).toEqual(kinds);
});

test('what a variable leaves out is not named', () => {
  const source =
    'query ($no: Boolean!, $yes: Boolean!, $type: String!) { patient { conditions @include(if: $no) { totalCount } allergies @skip(if: $yes) { totalCount } records(fhirType: $type) { totalCount } } }';

  expect(selectedKinds(selectionOf(source, { no: false, yes: true, type: 'Goal' }))).toEqual(['Goal']);
});

test('the fields asked of a summary are those of its fragments too', () => {
  expect([
    ...selectedFields(
      selectionOf('{ summary { problems { state } ... on PatientSummary { results { state } } } }'),
    ),
  ]).toEqual(['problems', 'results']);
});
