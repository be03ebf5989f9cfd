import { familyNameMark, practitionerNames } from './demonstration-people.ts';
import { type Resource, syntheticMeta } from './resource-parts.ts';

export const hospitalId = 'demo-organization-1';
/** The practitioner whom the demonstration's clinician signs in as. */
export const clinicianId = 'demo-practitioner-1';
export const practitionerIds: readonly [string, ...string[]] = [
  clinicianId,
  ...practitionerNames.slice(1).map((_name, index) => `demo-practitioner-${index + 2}`),
];

/** The hospital and the practitioners of the demonstration. */
export function careProviders(): readonly Resource[] {
  const hospital = {
    resourceType: 'Organization',
    id: hospitalId,
    meta: syntheticMeta,
    active: true,
    name: 'Demonstration General Hospital',
    address: [
      { line: ['1 Example Square NW'], city: 'Washington', state: 'DC', postalCode: '20001', country: 'US' },
    ],
  };
  const practitioners = practitionerNames.map(([given, family], index) => ({
    resourceType: 'Practitioner',
    id: practitionerIds[index] ?? clinicianId,
    meta: syntheticMeta,
    active: true,
    identifier: [{ system: 'urn:rotunda:demonstration:practitioner', value: `P-${index + 1}` }],
    name: [{ family: `${familyNameMark}${family}`, given: [given], prefix: ['Dr.'] }],
  }));
  return [hospital, ...practitioners];
}
