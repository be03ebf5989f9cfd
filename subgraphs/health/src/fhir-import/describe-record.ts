import { careRelationships } from '../fhir/care-relationships.ts';
import { labelRecord } from '../fhir/label-record.ts';
import { patientColumns } from '../fhir/patient-columns.ts';
import { recordColumns } from '../fhir/record-columns.ts';
import { type BusinessIdentifier, recordIdentifiers } from '../fhir/record-identifiers.ts';
import { recordEncounter } from '../fhir/record-patient.ts';
import { targetKey } from '../fhir/reference-target.ts';
import type { Arrival } from './arrival.ts';
import type { RecordRow, RelationshipRow } from './batch.ts';
import type { KnownRecords } from './known-records.ts';

/** PostgreSQL refuses an index entry over a third of a page; an identifier that long is no identifier. */
const longestKeyBytes = 1000;
/** The house's own source system: whoever signs in is named by its ids. */
export const homeSystem = 'local';
const uriSystem = 'urn:ietf:rfc:3986';

/** A version of a record with everything that is derived from its resource. */
export function describeRecord(
  arrival: Arrival,
  place: { readonly recordId: string; readonly versionId: number; readonly patientId: string | undefined },
  sourceSystem: string,
  known: KnownRecords,
): RecordRow {
  const { resource, addresses } = arrival;
  return {
    ...place,
    arrival,
    encounterFhirId: encounterOf(arrival, known),
    columns: recordColumns(resource),
    labels: labelRecord(resource),
    patient: arrival.fhirType === 'Patient' ? patientColumns(resource) : undefined,
    identifiers: identifiersOf(arrival),
    relationships:
      place.patientId === undefined ? [] : relationshipsOf(resource, addresses, sourceSystem, known),
  };
}

/** How a practitioner signs in: ids of the house's own system as they are; those of another system can never equal one. */
function actorOf(sourceSystem: string, practitionerId: string): string {
  return sourceSystem === homeSystem ? practitionerId : `${sourceSystem}|${practitionerId}`;
}

function identifiersOf({ resource, alias }: Arrival): readonly BusinessIdentifier[] {
  const own = recordIdentifiers(resource).filter(
    ({ system, value }) => Buffer.byteLength(system + value) <= longestKeyBytes,
  );
  const isNamed = own.some(({ system, value }) => system === uriSystem && value === alias);
  return alias === undefined || isNamed ? own : [...own, { system: uriSystem, value: alias }];
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
    if (Buffer.byteLength(actor) <= longestKeyBytes) rows.set(`${actor} ${terms.basis}`, { actor, ...terms });
  }
  return [...rows.values()];
}
