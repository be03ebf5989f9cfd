import type pg from 'pg';
import { careRelationships } from '../fhir/care-relationships.ts';
import { recordEncounter } from '../fhir/record-patient.ts';
import { type ReferenceTarget, targetKey } from '../fhir/reference-target.ts';
import { type Arrival, arrivalsOf, type ReadLine, recordKey } from './arrival.ts';
import { type KnownRecords, nothingKnown, type StoredRecord } from './known-records.ts';

const findRecords = `
  SELECT r.fhir_type, r.fhir_id, r.record_id, r.version_id, r.content_hash, r.import_job_id, r.import_file, r.import_line, r.import_entry
    FROM unnest($2::text[], $3::text[]) AS asked (fhir_type, fhir_id)
    JOIN record r ON r.source_system = $1 AND r.fhir_type = asked.fhir_type AND r.fhir_id = asked.fhir_id`;

const findPatients = `SELECT fhir_id, patient_id FROM patient WHERE source_system = $1 AND fhir_id = ANY ($2::text[])`;

/** The same identifier on two records names neither. */
const findIdentifiers = `
  SELECT i.fhir_type, i.system, i.value, min(i.record_id) AS record_id, min(i.fhir_id) AS fhir_id
    FROM unnest($2::text[], $3::text[], $4::text[]) AS asked (fhir_type, system, value)
    JOIN record_identifier i ON i.source_system = $1 AND i.fhir_type = asked.fhir_type AND i.value = asked.value
                            AND (asked.system = '' OR i.system = asked.system)
   GROUP BY i.fhir_type, i.system, i.value HAVING count(*) = 1`;

interface RecordRow {
  readonly fhir_type: string;
  readonly fhir_id: string;
  readonly record_id: string;
  readonly version_id: number;
  readonly content_hash: string;
  readonly import_job_id: string | null;
  readonly import_file: number;
  readonly import_line: number;
  readonly import_entry: number;
}

interface IdentifierRow {
  readonly fhir_type: string;
  readonly system: string;
  readonly value: string;
  readonly record_id: string;
  readonly fhir_id: string;
}

type IdentifierTarget = ReferenceTarget & { readonly kind: 'identifier' };

/** What the database holds of all that the lines name: the records themselves, their patients, and those they refer to by identifier. */
export async function findKnownRecords(
  client: pg.ClientBase,
  sourceSystem: string,
  lines: readonly ReadLine[],
): Promise<KnownRecords> {
  const arrivals = lines.flatMap(arrivalsOf);
  const known = nothingKnown();
  const named = namedBy(arrivals);
  await addRecords(client, sourceSystem, arrivals, known);
  await addPatients(client, sourceSystem, named.patientIds, known);
  await addIdentifiers(client, sourceSystem, named.identifiers, known);
  return known;
}

function namedBy(arrivals: readonly Arrival[]): {
  readonly patientIds: ReadonlySet<string>;
  readonly identifiers: readonly IdentifierTarget[];
} {
  const patientIds = new Set<string>();
  const identifiers = new Map<string, IdentifierTarget>();
  for (const { patient, resource, addresses } of arrivals) {
    if (patient?.kind === 'id') patientIds.add(patient.id);
    const others = careRelationships(resource, addresses).map(({ actor }) => actor);
    for (const target of [patient, recordEncounter(resource, addresses), ...others]) {
      if (target?.kind === 'identifier' && isAskable(target)) identifiers.set(targetKey(target, ''), target);
    }
  }
  return { patientIds, identifiers: [...identifiers.values()] };
}

/** PostgreSQL refuses a NUL even in a question. */
function isAskable({ system, value }: IdentifierTarget): boolean {
  return !system.includes('\0') && !value.includes('\0');
}

async function addRecords(
  client: pg.ClientBase,
  sourceSystem: string,
  arrivals: readonly Arrival[],
  known: KnownRecords,
): Promise<void> {
  const askable = arrivals.filter(({ fhirId }) => !fhirId.includes('\0'));
  if (askable.length === 0) return;
  const { rows } = await client.query<RecordRow>({
    name: 'import-find-records',
    text: findRecords,
    values: [sourceSystem, askable.map(({ fhirType }) => fhirType), askable.map(({ fhirId }) => fhirId)],
  });
  for (const row of rows) {
    known.records.set(recordKey(row.fhir_type, row.fhir_id), {
      recordId: row.record_id,
      versionId: row.version_id,
      contentHash: row.content_hash,
      from: positionOf(row),
    });
  }
}

function positionOf(row: RecordRow): StoredRecord['from'] {
  if (row.import_job_id === null) return undefined;
  return { jobId: row.import_job_id, file: row.import_file, line: row.import_line, entry: row.import_entry };
}

async function addPatients(
  client: pg.ClientBase,
  sourceSystem: string,
  ids: ReadonlySet<string>,
  known: KnownRecords,
): Promise<void> {
  if (ids.size === 0) return;
  const { rows } = await client.query<{ readonly fhir_id: string; readonly patient_id: string }>({
    name: 'import-find-patients',
    text: findPatients,
    values: [sourceSystem, [...ids]],
  });
  for (const row of rows) known.patients.set(`Patient/${row.fhir_id}`, row.patient_id);
}

async function addIdentifiers(
  client: pg.ClientBase,
  sourceSystem: string,
  targets: readonly IdentifierTarget[],
  known: KnownRecords,
): Promise<void> {
  if (targets.length === 0) return;
  const { rows } = await client.query<IdentifierRow>({
    name: 'import-find-identifiers',
    text: findIdentifiers,
    values: [
      sourceSystem,
      targets.map(({ type }) => type),
      targets.map(({ system }) => system),
      targets.map(({ value }) => value),
    ],
  });
  for (const row of rows) {
    for (const system of [row.system, '']) {
      const key = `${row.fhir_type}?identifier=${system}|${row.value}`;
      known.identifiers.set(key, row.fhir_id);
      if (row.fhir_type === 'Patient') known.patients.set(key, row.record_id);
    }
  }
}
