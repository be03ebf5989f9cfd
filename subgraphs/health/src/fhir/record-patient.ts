import { type Fields, objectAt, objectsAt } from './fields.ts';
import { type BundleAddresses, type ReferenceTarget, referenceTarget } from './reference-target.ts';

/** The elements by which a resource says whose chart it belongs to, in this order. Source: FHIR R4, compartment Patient. */
const owners = ['patient', 'subject', 'beneficiary', 'individual', 'for'];

/** Whose chart a resource belongs to; undefined for an Organization, a Group's record and others of nobody's chart. */
export function recordPatient(resource: Fields, addresses: BundleAddresses): ReferenceTarget | undefined {
  for (const name of owners) {
    const [reference] = objectsAt(resource, name);
    if (!reference) continue;
    const target = referenceTarget(reference, addresses);
    if (!target) return undefined;
    if (target.kind === 'id' && target.type === undefined) return { ...target, type: 'Patient' };
    if (target.kind === 'elsewhere') return /\/Patient\/[^/]+$/.test(target.text) ? target : undefined;
    return target.type === 'Patient' ? target : undefined;
  }
  return undefined;
}

/** The encounter in which a record was made. */
export function recordEncounter(resource: Fields, addresses: BundleAddresses): ReferenceTarget | undefined {
  const [inContext] = objectsAt(objectAt(resource, 'context'), 'encounter');
  return referenceTarget(resource['encounter'] ?? inContext ?? objectsAt(resource, 'context')[0], addresses);
}
