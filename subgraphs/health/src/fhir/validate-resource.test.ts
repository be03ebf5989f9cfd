import { describe, expect, test } from '@jest/globals';
import { parseJson } from './parse-json.ts';
import { validateResource } from './validate-resource.ts';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1965-01-13',
  name: [{ family: 'Demo' }],
};
const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Heart rate' },
  subject: { reference: 'Patient/p1' },
  valueQuantity: { value: 61, unit: '/min' },
};
const condition = { resourceType: 'Condition', subject: { reference: 'Patient/p1' } };

describe('a valid resource has no issue', () => {
  test.each([
    ['a Patient', patient],
    ['an Observation', observation],
    ['a primitive with an extension beside it', { ...patient, _birthDate: { extension: [birthTime()] } }],
    [
      'a required primitive that only its extension explains',
      { ...observation, status: undefined, _status: { extension: [birthTime()] } },
    ],
    [
      'a list of primitives with holes',
      { ...patient, name: [{ given: ['A', null], _given: [null, { id: 'x' }] }] },
    ],
    ['a contained resource', { ...observation, contained: [{ ...patient, id: 'c1' }] }],
    ['a conditional reference', { ...condition, subject: { reference: 'Patient?identifier=urn:x|1' } }],
    ['a year alone as birth date', { ...patient, birthDate: '1965' }],
  ])('%s', (_what, resource) => {
    expect(issuesOf(resource)).toEqual([]);
  });
});

describe('a fault is found where it is', () => {
  test.each([
    [
      'an unknown element',
      { ...patient, favouriteColour: 'red' },
      'unknown-element',
      'Patient.favouriteColour',
    ],
    [
      'an unknown element deep inside',
      { ...patient, name: [{ family: 'A' }, { nick: 'B' }] },
      'unknown-element',
      'Patient.name[1].nick',
    ],
    [
      'a missing required element',
      { ...observation, code: undefined },
      'missing-element',
      'Observation.code',
    ],
    ['a text where a list belongs', { ...patient, name: 'Demo' }, 'wrong-shape', 'Patient.name'],
    [
      'a list where one value belongs',
      { ...condition, subject: [condition.subject] },
      'wrong-shape',
      'Condition.subject',
    ],
    [
      'a number written as text',
      { ...observation, valueQuantity: { value: '61' } },
      'wrong-shape',
      'Observation.value.ofType(Quantity).value',
    ],
    ['a truth value written as text', { ...patient, active: 'true' }, 'wrong-shape', 'Patient.active'],
    ['a day that does not exist', { ...patient, birthDate: '1965-02-31' }, 'bad-value', 'Patient.birthDate'],
    [
      'a code outside its required value set',
      { ...patient, gender: 'F' },
      'code-not-in-value-set',
      'Patient.gender',
    ],
    [
      'a concept outside its required value set',
      { ...condition, clinicalStatus: { coding: [{ code: 'active' }] } },
      'code-not-in-value-set',
      'Condition.clinicalStatus',
    ],
    [
      'a reference to the wrong type',
      { ...condition, subject: { reference: 'Practitioner/1' } },
      'wrong-reference-target',
      'Condition.subject',
    ],
    [
      'two values of one choice',
      { ...observation, valueString: 'x' },
      'repeated-choice',
      'Observation.value',
    ],
    ['an empty list', { ...patient, name: [] }, 'empty', 'Patient.name'],
    ['an empty object', { ...patient, name: [{}] }, 'empty', 'Patient.name[0]'],
    ['an empty text', { ...patient, name: [{ family: '' }] }, 'empty', 'Patient.name[0].family'],
    ['null', { ...patient, gender: null }, 'wrong-shape', 'Patient.gender'],
    ['a bad id', { ...patient, id: 'has space' }, 'bad-value', 'Patient.id'],
    [
      'an extension without its URL',
      { ...patient, extension: [{ valueString: 'x' }] },
      'missing-element',
      'Patient.extension[0].url',
    ],
    [
      'an extension with neither value nor extensions',
      { ...patient, extension: [{ url: 'urn:x' }] },
      'broken-rule',
      'Patient.extension[0]',
    ],
    [
      'an unknown contained type',
      { ...patient, contained: [{ resourceType: 'Patientt' }] },
      'unknown-type',
      'Patient.contained[0]',
    ],
    [
      'a contact with nothing to contact',
      { ...patient, contact: [{ gender: 'male' }] },
      'broken-rule',
      'Patient.contact[0]',
    ],
    [
      'a period that ends before it starts',
      { ...patient, name: [{ family: 'A', period: { start: '2020', end: '2019' } }] },
      'broken-rule',
      'Patient.name[0].period',
    ],
    [
      'a NUL character',
      { ...patient, name: [{ family: 'A\0' }] },
      'unstorable-text',
      'Patient.name[0].family',
    ],
    [
      'half of a surrogate pair',
      { ...patient, name: [{ family: 'A\ud800' }] },
      'unstorable-text',
      'Patient.name[0].family',
    ],
  ])('%s', (_what, resource, code, path) => {
    expect(issuesOf(resource)).toEqual([expect.objectContaining({ severity: 'error', code, path })]);
  });

  test('a decimal where a whole number belongs', () => {
    const text = '{"resourceType":"Patient","multipleBirthInteger":1.0}';
    expect(validateResource(parseJson(text), text)).toMatchObject([
      { code: 'bad-value', path: 'Patient.multipleBirth.ofType(integer)' },
    ]);
  });

  test('every fault of a resource, not only the first', () => {
    const issues = issuesOf({ ...patient, gender: 'F', birthDate: 'yesterday', name: [] });
    expect(issues.map(({ path }) => path).sort()).toEqual([
      'Patient.birthDate',
      'Patient.gender',
      'Patient.name',
    ]);
  });
});

test('a narrative without its text is worth a warning, no refusal', () => {
  expect(issuesOf({ ...patient, text: { status: 'generated' } })).toMatchObject([
    { severity: 'warning', path: 'Patient.text.div' },
  ]);
});

test('no issue repeats a value of the resource', () => {
  const issues = issuesOf({
    ...patient,
    gender: 'Secret',
    birthDate: 'Secret',
    id: 'Sec ret',
    telecom: 'Secret',
  });
  expect(JSON.stringify(issues)).not.toMatch(/Sec ?ret/);
});

function issuesOf(resource: unknown) {
  const text = JSON.stringify(resource);
  return validateResource(parseJson(text), text);
}

function birthTime() {
  return {
    url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
    valueDateTime: '1965-01-13T08:00:00Z',
  };
}
