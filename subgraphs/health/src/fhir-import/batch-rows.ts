import type { Issue } from '../fhir/issue.ts';
import type { QuarantineRow, RecordRow } from './batch.ts';
import type { CopyValue } from './copy-rows.ts';
import type { LedgerRow } from './outcome.ts';

type Row = readonly CopyValue[];

const longestName = 300;

/** numeric takes 131,072 digits before the point; a value longer than this is not one to draw a series of. */
const drawableNumber = /^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?$/;

/** The columns of each table in the order in which the functions below give them. */
export const tableColumns = {
  record:
    'record_id,source_system,fhir_type,fhir_id,patient_id,encounter_fhir_id,version_id,last_updated,status,verification_status,categories,code_system,code,code_display,clinical_date,clinical_at,value_number,value_unit,sens_mask,confidentiality,label_author,label_basis,import_job_id,import_file,import_line,import_entry,content_hash,content'.split(
      ',',
    ),
  record_version:
    'record_id,version_id,last_updated,sens_mask,import_job_id,import_file,import_line,import_entry,content_hash,content'.split(
      ',',
    ),
  patient:
    'patient_id,source_system,fhir_id,active,name_text,family_name,given_names,names_folded,birth_date,birth_date_from,birth_date_to,deceased,deceased_at,gender,race_code,ethnicity_code,language,languages,interpreter_needed,address_lines,city,state,postal_code,country,county_fips'.split(
      ',',
    ),
  record_identifier: ['source_system', 'fhir_type', 'system', 'value', 'record_id', 'fhir_id'],
  care_relationship: ['source_record_id', 'actor', 'patient_id', 'basis', 'role', 'valid_from', 'valid_to'],
  quarantined_record:
    'import_job_id,file_number,line,entry,source_system,fhir_type,fhir_id,patient_ref,content_hash,content'.split(
      ',',
    ),
  import_ledger:
    'import_job_id,file_number,line,entry,byte_offset,outcome,fhir_type,source_id,record_id,version_id,source_hash,stored_hash,issues'.split(
      ',',
    ),
};

/** A row of `record`. */
export function recordRow(row: RecordRow, sourceSystem: string, now: Date): Row {
  const { arrival, columns, labels } = row;
  return [
    row.recordId,
    sourceSystem,
    arrival.fhirType,
    arrival.fhirId,
    row.patientId,
    row.encounterFhirId,
    row.versionId,
    now.toISOString(),
    columns.status,
    columns.verificationStatus,
    columns.categories,
    columns.codeSystem,
    columns.code,
    columns.codeDisplay,
    columns.clinicalDate,
    instant(columns.clinicalAt),
    columns.valueNumber !== undefined && drawableNumber.test(columns.valueNumber)
      ? columns.valueNumber
      : undefined,
    columns.valueUnit,
    labels.sensMask,
    labels.confidentiality,
    labels.author,
    labels.basis,
    ...provenance(row),
    arrival.contentHash,
    arrival.content,
  ];
}

/** A row of `record_version`, for a version that a later line of its batch has superseded. */
export function versionRow(row: RecordRow, now: Date): Row {
  const { recordId, versionId, arrival, labels } = row;
  return [
    recordId,
    versionId,
    now.toISOString(),
    labels.sensMask,
    ...provenance(row),
    arrival.contentHash,
    arrival.content,
  ];
}

/** The row of `patient`, where the record is a Patient. */
export function patientRow({ recordId, arrival, patient }: RecordRow, sourceSystem: string): readonly Row[] {
  if (!patient) return [];
  const { address, birthDays } = patient;
  return [
    [
      recordId,
      sourceSystem,
      arrival.fhirId,
      patient.active,
      patient.nameText,
      patient.familyName,
      patient.givenNames,
      patient.namesFolded,
      patient.birthDate,
      birthDays?.from,
      birthDays?.to,
      patient.deceased,
      patient.deceasedAt,
      patient.gender,
      patient.raceCode,
      patient.ethnicityCode,
      patient.language,
      patient.languages,
      patient.interpreterNeeded,
      address.lines,
      address.city,
      address.state,
      address.postalCode,
      address.country,
      patient.countyFips,
    ],
  ];
}

/** The rows of `record_identifier` of a record. */
export function identifierRow(
  { recordId, arrival, identifiers }: RecordRow,
  sourceSystem: string,
): readonly Row[] {
  return identifiers.map(({ system, value }) => [
    sourceSystem,
    arrival.fhirType,
    system,
    value,
    recordId,
    arrival.fhirId,
  ]);
}

/** The rows of `care_relationship` that a record states. */
export function relationshipRow({ recordId, patientId, relationships }: RecordRow): readonly Row[] {
  return relationships.map(({ actor, basis, role, validFrom, validTo }) => [
    recordId,
    actor,
    patientId,
    basis,
    role,
    instant(validFrom),
    instant(validTo),
  ]);
}

/** A row of `quarantined_record`. */
export function quarantineRow({ arrival, patientRef }: QuarantineRow, sourceSystem: string): Row {
  const { at, fhirType, fhirId, contentHash, content } = arrival;
  return [
    at.jobId,
    at.file,
    at.line,
    at.entry,
    sourceSystem,
    fhirType,
    fhirId,
    patientRef,
    contentHash,
    content,
  ];
}

/** A row of `import_ledger`. */
export function ledgerRow({ at, issues, ...row }: LedgerRow): Row {
  return [
    at.jobId,
    at.file,
    at.line,
    at.entry,
    at.byteOffset,
    row.outcome,
    row.fhirType,
    row.sourceId === undefined ? undefined : storable(row.sourceId),
    row.recordId,
    row.versionId,
    row.sourceHash,
    row.storedHash,
    issuesText(issues),
  ];
}

/** Issues as the ledger keeps them; null where there are none. */
export function issuesText(issues: readonly Issue[]): string | null {
  if (issues.length === 0) return null;
  return JSON.stringify(issues.map((issue) => ({ ...issue, path: storable(issue.path) })));
}

/** An id or an element's name may itself be the fault, and hold what no database can. */
function storable(text: string): string {
  return text.slice(0, longestName).replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

function provenance({ arrival: { at } }: RecordRow): Row {
  return [at.jobId, at.file, at.line, at.entry];
}

/** Undefined also for the hours of year 9999 that are year 10000 in UTC, which PostgreSQL does not read in this form. */
function instant(milliseconds: number | undefined): string | undefined {
  const text = milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
  return text?.startsWith('+') ? undefined : text;
}
