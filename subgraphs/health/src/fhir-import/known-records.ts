import type { SourcePosition } from './outcome.ts';

/** What the database holds of a record when a batch is decided. */
export interface StoredRecord {
  readonly recordId: string;
  readonly versionId: number;
  readonly contentHash: string;
  /** The line it came from; undefined where it came by another way than an import. */
  readonly from: Omit<SourcePosition, 'byteOffset'> | undefined;
}

/** What is known of everything that a batch names. */
export interface KnownRecords {
  /** By `Type/id`. */
  readonly records: Map<string, StoredRecord>;
  /** patient_id by `Patient/id` or `Patient?identifier=system|value`. */
  readonly patients: Map<string, string>;
  /** FHIR id by `Type?identifier=system|value`. */
  readonly identifiers: Map<string, string>;
  /** Content hash by line, where the same file was imported before. */
  readonly settled: Map<string, string>;
}

/** Nothing known yet. */
export function nothingKnown(): KnownRecords {
  return { records: new Map(), patients: new Map(), identifiers: new Map(), settled: new Map() };
}

/** Adds to what is known. */
export function addKnown(known: KnownRecords, more: KnownRecords): void {
  for (const [key, record] of more.records) known.records.set(key, record);
  for (const [key, patientId] of more.patients) known.patients.set(key, patientId);
  for (const [key, fhirId] of more.identifiers) known.identifiers.set(key, fhirId);
}
