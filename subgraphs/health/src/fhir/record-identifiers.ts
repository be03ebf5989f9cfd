import { type Fields, objectsAt, textAt } from './fields.ts';

export interface BusinessIdentifier {
  readonly system: string;
  readonly value: string;
}

/** Types that others refer to by identifier; the identifiers of claims and results are found through their patient. */
const referredTo = new Set([
  'Patient',
  'RelatedPerson',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Device',
  'Medication',
  'CareTeam',
  'Encounter',
]);

/** The identifiers under which a valid resource can be referred to, each once. */
export function recordIdentifiers(resource: Fields): readonly BusinessIdentifier[] {
  if (!referredTo.has(String(resource['resourceType']))) return [];
  const identifiers = new Map<string, BusinessIdentifier>();
  for (const identifier of objectsAt(resource, 'identifier')) {
    const value = textAt(identifier, 'value');
    if (value === undefined) continue;
    const system = textAt(identifier, 'system') ?? '';
    identifiers.set(`${system}|${value}`, { system, value });
  }
  return [...identifiers.values()];
}
