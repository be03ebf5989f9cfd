import { describe, expect, test } from '@jest/globals';
import { careRelationships } from './care-relationships.ts';

const noAddresses = new Map();
const doctor = { reference: 'Practitioner/d1' };
const at = Date.parse;

describe('a care team', () => {
  const team = {
    resourceType: 'CareTeam',
    status: 'active',
    participant: [{ member: doctor, period: { start: '2024-01-01', end: '2024-12-31' } }],
  };

  test('opens the chart to its members for the time of their membership, last day included', () => {
    expect(careRelationships(team, noAddresses)).toMatchObject([
      {
        actor: { id: 'd1' },
        basis: 'CARE_TEAM',
        validFrom: at('2024-01-01T00:00:00Z'),
        validTo: at('2024-12-31T23:59:59.999Z'),
      },
    ]);
  });
  test('that is not active opens nothing', () =>
    expect(careRelationships({ ...team, status: 'inactive' }, noAddresses)).toEqual([]));
  test('lets in no organisation', () => {
    const organisation = { ...team, participant: [{ member: { reference: 'Organization/1' } }] };
    expect(careRelationships(organisation, noAddresses)).toEqual([]);
  });
});

describe('an encounter', () => {
  const encounter = {
    resourceType: 'Encounter',
    status: 'finished',
    participant: [{ individual: doctor }],
    period: { start: '2024-05-02T10:00:00Z', end: '2024-05-02T11:00:00Z' },
  };

  test('opens the chart from a day before to 30 days after', () => {
    expect(careRelationships(encounter, noAddresses)).toMatchObject([
      { basis: 'ENCOUNTER', validFrom: at('2024-05-01T10:00:00Z'), validTo: at('2024-06-01T11:00:00Z') },
    ]);
  });
  test('that was cancelled opens nothing', () =>
    expect(careRelationships({ ...encounter, status: 'cancelled' }, noAddresses)).toEqual([]));
  test('without a time opens nothing', () =>
    expect(careRelationships({ ...encounter, period: undefined }, noAddresses)).toEqual([]));
});

test("a patient's general practitioner may open the chart at any time", () => {
  expect(
    careRelationships({ resourceType: 'Patient', generalPractitioner: [doctor] }, noAddresses),
  ).toMatchObject([{ basis: 'GENERAL_PRACTITIONER', validFrom: undefined, validTo: undefined }]);
});

test('a practitioner may be named by identifier', () => {
  const byNpi = { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|999' };
  expect(
    careRelationships({ resourceType: 'Patient', generalPractitioner: [byNpi] }, noAddresses),
  ).toMatchObject([
    { actor: { kind: 'identifier', system: 'http://hl7.org/fhir/sid/us-npi', value: '999' } },
  ]);
});
