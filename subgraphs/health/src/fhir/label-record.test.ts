import { describe, expect, test } from '@jest/globals';
import { labelRecord } from './label-record.ts';
import { sensitivitiesOf } from './sensitivity.ts';

const snomed = 'http://snomed.info/sct';
const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const condition = (system: string, code: string, display?: string, security?: readonly object[]) => ({
  resourceType: 'Condition',
  ...(security ? { meta: { security } } : {}),
  code: { coding: [{ system, code, ...(display ? { display } : {}) }] },
});

describe('a record without labels gets those that its codes call for', () => {
  test.each([
    ['opioid abuse in SNOMED CT', condition(snomed, '5602001'), ['SUD_PART2']],
    ['opioid dependence in ICD-10-CM', condition(icd10, 'F11.20'), ['SUD_PART2']],
    [
      'an unknown code system, by its words',
      condition('urn:local', 'x', 'Severe alcohol use disorder'),
      ['SUD_PART2'],
    ],
    ['HIV disease', condition(icd10, 'B20'), ['HIV']],
    ['depression', condition(icd10, 'F32.9'), ['PSY']],
    [
      'a claim that names the diagnosis deep inside',
      { resourceType: 'Claim', diagnosis: [{ diagnosisCodeableConcept: condition(icd10, 'F10.2').code }] },
      ['SUD_PART2'],
    ],
    [
      'a medicine that tells the diagnosis',
      { resourceType: 'MedicationRequest', medicationCodeableConcept: { text: 'Buprenorphine 8 mg' } },
      ['SUD_PART2'],
    ],
  ])('%s', (_what, resource, sensitivities) => {
    const labels = labelRecord(resource);
    expect(sensitivitiesOf(labels.sensMask)).toEqual(sensitivities);
    expect(labels).toMatchObject({ confidentiality: 'R', author: 'RULE' });
  });
});

test.each([
  ['tobacco, which 42 CFR part 2 leaves out', condition(icd10, 'F17.210')],
  ['a cold', condition(icd10, 'J00', 'Common cold')],
  ['a code of another system with the same number', condition('urn:local', '5602001')],
])('no label: %s', (_what, resource) => {
  expect(labelRecord(resource)).toEqual({
    sensMask: 0,
    confidentiality: 'N',
    author: 'NONE',
    basis: undefined,
  });
});

test('what the source says stands, and a rule only adds', () => {
  const security = [{ code: 'V' }, { code: 'HIV' }];

  const labels = labelRecord(condition(icd10, 'F11.20', 'HIV clinic', security));

  expect(labels).toMatchObject({ confidentiality: 'V', author: 'RULE', basis: 'icd-10-cm F11' });
  expect(sensitivitiesOf(labels.sensMask)).toEqual(['SUD_PART2', 'HIV']);
});

test('a source that labels by itself is the author', () => {
  expect(
    labelRecord(condition(snomed, '86406008', undefined, [{ code: 'R' }, { code: 'HIV' }])),
  ).toMatchObject({ author: 'SOURCE', confidentiality: 'R' });
});
