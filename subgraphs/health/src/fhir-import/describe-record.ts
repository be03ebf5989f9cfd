import { careRelationships } from '../fhir/care-relationships.ts';
import { labelRecord } from '../fhir/label-record.ts';
import { patientColumns } from '../fhir/patient-columns.ts';
import { recordColumns } from '../fhir/record-columns.ts';
import { recordIdentifiers } from '../fhir/record-identifiers.ts';
import { recordEncounter } from '../fhir/record-patient.ts';
import { targetKey } from '../fhir/reference-target.ts';
import type { Arrival } from './arrival.ts';
import type { RecordRow, RelationshipRow } from './batch.ts';
import type { KnownRecords } from './known-records.ts';

/** PostgreSQL refuses an index entry over a third of a page; an identifier that long is no identifier. */
const longestKey = 1000;
const homeSystem = 'local';

/** A version of a record with everything that is derived from its resource. */
export function describeRecord(
  arrival: Arrival,
  place: { readonly recordId: string; readonly versionId: number; readonly patientId: string | undefined },
  sourceSystem: string,
  known: KnownRecords,
): RecordRow {
  const { resource, addresses, alias } = arrival;
  const identifiers = recordIdentifiers(resource).filter(
    ({ system, value }) => system.length + value.length < longestKey,
  );
  return {
    ...place,
    arrival,
    encounterFhirId: encounterOf(arrival, known),
    columns: recordColumns(resource),
    labels: labelRecord(resource),
    patient: arrival.fhirType === 'Patient' ? patientColumns(resource) : undefined,
    identifiers:
      alias === undefined ? identifiers : [...identifiers, { system: 'urn:ietf:rfc:3986', value: alias }],
    relationships:
      place.patientId === undefined ? [] : relationshipsOf(resource, addresses, sourceSystem, known),
  };
}

/** How a practitioner signs in: ids of the house's own system as they are; those of another system can never equal one. */
export function actorOf(sourceSystem: string, practitionerId: string): string {
  return sourceSystem === homeSystem ? practitionerId : `${sourceSystem}|${practitionerId}`;
}

function encounterOf({ resource, addresses }: Arrival, known: KnownRecords): string | undefined {
  const target = recordEncounter(resource, addresses);
  if (!target || target.kind === 'elsewhere' || (target.type ?? 'Encounter') !== 'Encounter')
    return undefined;
  return target.kind === 'id' ? target.id : known.identifiers.get(targetKey(target, 'Encounter'));
}

function relationshipsOf(
  resource: Arrival['resource'],
  addresses: Arrival['addresses'],
  sourceSystem: string,
  known: KnownRecords,
): readonly RelationshipRow[] {
  const rows = new Map<string, RelationshipRow>();
  for (const { actor: target, ...terms } of careRelationships(resource, addresses)) {
    const key = targetKey(target, 'Practitioner');
    const id = target.kind === 'id' ? target.id : known.identifiers.get(key);
    const actor = id === undefined ? key : actorOf(sourceSystem, id);
    if (actor.length < longestKey) rows.set(`${actor} ${terms.basis}`, { actor, ...terms });
  }
  return [...rows.values()];
}
