import { contentHash } from '../fhir/canonical-json.ts';
import { type Fields, textAt } from '../fhir/fields.ts';
import { recordPatient } from '../fhir/record-patient.ts';
import type { Arrival } from './arrival.ts';

/** A resource as it arrives, under its own id or, where it has none, under one made from its content, so that sending it again changes nothing. */
export function arrivalOf(
  resource: Fields,
  source: Pick<Arrival, 'at' | 'content' | 'notes' | 'addresses' | 'path' | 'waited'> & {
    readonly givenId?: string;
    readonly alias?: string;
  },
): Arrival {
  const { givenId, alias, ...rest } = source;
  const hash = contentHash(resource);
  const sourceId = textAt(resource, 'id');
  return {
    ...rest,
    alias,
    resource,
    fhirType: String(resource['resourceType']),
    fhirId: sourceId ?? givenId ?? `made-${hash.slice(0, 40)}`,
    sourceId,
    contentHash: hash,
    patient: recordPatient(resource, source.addresses),
  };
}
